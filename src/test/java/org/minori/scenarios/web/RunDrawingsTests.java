package org.minori.scenarios.web;

import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.hasItem;
import static org.hamcrest.Matchers.not;
import static org.springframework.test.web.servlet.request.MockMvcRequestBuilders.get;
import static org.springframework.test.web.servlet.result.MockMvcResultMatchers.content;
import static org.springframework.test.web.servlet.result.MockMvcResultMatchers.jsonPath;

import java.util.Map;
import org.junit.jupiter.api.Test;
import org.minori.MinoriTest;
import org.minori.SignedIn;
import org.minori.contacts.ContactId;
import org.minori.scenarios.authoring.TestScenarios;
import org.minori.scenarios.operations.BatchWorker;
import org.minori.scenarios.operations.Migrating;
import org.minori.scenarios.operations.Migrating.Move;
import org.minori.scenarios.runs.Drawn;
import org.minori.scenarios.runs.ScenarioRuns;
import org.minori.web.Role;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.test.web.servlet.MockMvc;
import org.springframework.test.web.servlet.ResultActions;

/** The way of a run through several versions, on their drawings. */
@MinoriTest
class RunDrawingsTests {

    @Autowired
    MockMvc browser;

    @Autowired
    ScenarioRuns runs;

    @Autowired
    TestScenarios published;

    @Autowired
    Migrating migrating;

    @Autowired
    BatchWorker worker;

    /** The arrow Flow_On leads from the start to the step. */
    private static Drawn leading(String to) {
        return Drawn.scenario()
                .start("Start", "startManually")
                .task(to, "addTag", "tag", "seen")
                .days("Wait", 3)
                .end("End", "exhausted")
                .flow("Flow_On", "Start", to, "")
                .way(to, "Wait", "End");
    }

    private String moved(Drawn before, Drawn after) {
        var scenario = runs.publish(before);
        ContactId taro = runs.somebody();
        runs.enrol(scenario, taro);
        published.publish(scenario, after.xml());
        migrating.start(new Move(scenario, 1, 2, Map.of(), null));
        worker.round();
        return "/scenarios/" + scenario + "/runs/" + runs.of(scenario, taro).enrolment();
    }

    private ResultActions page(String path) throws Exception {
        return browser.perform(get(path).with(SignedIn.as(Role.OPERATOR)).header("Accept-Language", "ja"));
    }

    @Test
    void anArrowThatLeadsElsewhereNowWasNotTakenAndTheOlderDrawingNumbersWhatTheNewerLacks() throws Exception {
        var run = moved(leading("Tag"), leading("Other"));

        page(run + "/path.json")
                .andExpect(jsonPath("$.path[*].element").value(contains("Start", "Tag", "Wait", "Wait")))
                .andExpect(jsonPath("$.path[*].brought").value(contains(false, false, false, true)))
                .andExpect(jsonPath("$.flows").value(not(hasItem("Flow_On"))))
                .andExpect(jsonPath("$.current").value(contains("Wait")));
        page(run + "/path.json?version=1")
                .andExpect(jsonPath("$.path[*].element").value(contains("Start", "Tag", "Wait", "")))
                .andExpect(jsonPath("$.flows").value(hasItem("Flow_On")))
                .andExpect(jsonPath("$.current").isEmpty());
        page(run)
                .andExpect(content().string(containsString("第1版の図で見た、移る前の経路")))
                .andExpect(content().string(containsString("path.json?version=1")));
    }

    @Test
    void whatIsDrawnTheSameNeedsNoOlderDrawing() throws Exception {
        var run = moved(leading("Tag"), leading("Tag"));

        page(run + "/path.json").andExpect(jsonPath("$.flows").value(hasItem("Flow_On")));
        page(run).andExpect(content().string(not(containsString("移る前の経路"))));
    }
}
