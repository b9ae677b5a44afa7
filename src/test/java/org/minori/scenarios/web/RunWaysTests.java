package org.minori.scenarios.web;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.hamcrest.Matchers.containsString;
import static org.springframework.security.test.web.servlet.request.SecurityMockMvcRequestPostProcessors.csrf;
import static org.springframework.test.web.servlet.request.MockMvcRequestBuilders.get;
import static org.springframework.test.web.servlet.request.MockMvcRequestBuilders.post;
import static org.springframework.test.web.servlet.result.MockMvcResultMatchers.content;

import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.minori.MinoriTest;
import org.minori.SignedIn;
import org.minori.contacts.ContactErasure;
import org.minori.contacts.ContactId;
import org.minori.scenarios.operations.Late;
import org.minori.scenarios.operations.Pausing;
import org.minori.scenarios.operations.Repairing;
import org.minori.scenarios.runs.Drawn;
import org.minori.scenarios.runs.RunDeeds;
import org.minori.scenarios.runs.RunDeeds.What;
import org.minori.scenarios.runs.RunPaths;
import org.minori.scenarios.runs.Runs;
import org.minori.scenarios.runs.ScenarioRuns;
import org.minori.web.Role;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.test.web.servlet.MockMvc;

/** What people do to a run stands in its way. */
@MinoriTest
class RunWaysTests {

    @Autowired
    MockMvc browser;

    @Autowired
    ScenarioRuns runs;

    @Autowired
    Runs found;

    @Autowired
    RunPaths paths;

    @Autowired
    RunWays ways;

    @Autowired
    RunDeeds deeds;

    @Autowired
    Repairing repairing;

    @Autowired
    Pausing pausing;

    @Autowired
    ContactErasure erasure;

    private String scenario;
    private ContactId taro;
    private long run;

    @BeforeEach
    void taroWaits() {
        scenario = runs.publish(waiting());
        taro = runs.somebody();
        runs.enrol(scenario, taro);
        run = runs.of(scenario, taro).enrolment();
    }

    private static Drawn waiting() {
        return Drawn.scenario()
                .start("Start", "startManually")
                .days("Wait", 3)
                .days("Later", 5)
                .days("Last", 7)
                .end("End", "exhausted")
                .way("Start", "Wait", "Later", "Last", "End");
    }

    /** The numbers of visits and the words of deeds. */
    private List<String> way() {
        var view = found.find(scenario, run).orElseThrow();
        return ways.of(view, paths.of(view)).stream()
                .map(line -> line.visit() != null
                        ? line.number() + " " + line.visit().element()
                        : line.deed() == null ? "" : line.deed().text())
                .toList();
    }

    private List<What> done() {
        return deeds.of(run).stream().map(RunDeeds.Deed::what).toList();
    }

    @Test
    void skippingMovingAndEndingStandWhereTheyHappenedAndTheNumbersStayThoseOfTheDiagram() {
        repairing.skip(scenario, run);
        repairing.move(scenario, run, null, "Last");
        repairing.end(scenario, run);

        assertThat(way())
                .containsExactly(
                        "1 Start",
                        "2 Wait",
                        "By hand: “Wait” was skipped",
                        "3 Later",
                        "By hand: taken from “Wait” to “Wait”",
                        "4 Last",
                        "By hand: the run was ended");
        assertThat(deeds.of(run))
                .allSatisfy(deed -> assertThat(deed.by()).isEqualTo("api"))
                .extracting(RunDeeds.Deed::target)
                .containsExactly(null, "Last", null);
    }

    @Test
    void theOnePageForPaperAndScreenSaysWhatWasDoneAndByWhom() throws Exception {
        var page = "/scenarios/" + scenario + "/runs/" + run;
        browser.perform(post(page + "/end").with(SignedIn.as(Role.OPERATOR)).with(csrf()));

        browser.perform(get(page).with(SignedIn.as(Role.SALES)).header("Accept-Language", "ja"))
                .andExpect(content().string(containsString("操作：参加を終えました")))
                .andExpect(content().string(containsString("実行：")));
        browser.perform(get(page).with(SignedIn.as(Role.SALES)).header("Accept-Language", "en"))
                .andExpect(content().string(containsString("By hand: the run was ended")));
    }

    @Test
    void holdingAndResumingAreToldToo() {
        pausing.pauseRun(scenario, run, "");
        pausing.pauseRun(scenario, run, "");
        pausing.resumeRun(scenario, run, Late.SHIFT, null);

        assertThat(done()).containsExactly(What.HELD, What.RESUMED);
    }

    @Test
    void whatIsRefusedLeavesNothing() {
        pausing.pauseRun(scenario, run, "");

        assertThatThrownBy(() -> repairing.skip(scenario, run)).isInstanceOf(RuntimeException.class);

        assertThat(done()).containsExactly(What.HELD);
    }

    @Test
    void whatAnotherScenarioEndedSaysSo() {
        var leaving = runs.publish(Drawn.scenario()
                .start("Start", "startManually")
                .task("Leave", "leaveScenarios", "scenarios", scenario)
                .days("Wait", 7)
                .end("End", "exhausted")
                .way("Start", "Leave", "Wait", "End"));
        runs.enrol(leaving, taro);
        runs.work();

        assertThat(runs.of(leaving, taro).waitsAt()).containsExactly("Wait");
        assertThat(runs.of(scenario, taro).status()).isEqualTo("ENDED left");
        assertThat(done()).containsExactly(What.ENDED_BY_SCENARIO);
    }

    @Test
    void nothingOfItIsLeftOfAContactWhoIsErased() {
        repairing.end(scenario, run);

        erasure.erase(taro);

        assertThat(deeds.of(run)).isEmpty();
    }
}
