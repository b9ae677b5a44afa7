package org.minori.scenarios.web;

import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.hasItems;
import static org.hamcrest.Matchers.not;
import static org.springframework.test.web.servlet.request.MockMvcRequestBuilders.get;
import static org.springframework.test.web.servlet.result.MockMvcResultMatchers.content;
import static org.springframework.test.web.servlet.result.MockMvcResultMatchers.jsonPath;
import static org.springframework.test.web.servlet.result.MockMvcResultMatchers.status;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.minori.MinoriTest;
import org.minori.SignedIn;
import org.minori.scenarios.authoring.TestScenarios;
import org.minori.scenarios.runs.Drawn;
import org.minori.scenarios.runs.ScenarioRuns;
import org.minori.web.Role;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.test.web.servlet.MockMvc;
import org.springframework.test.web.servlet.ResultActions;

@MinoriTest
class AnalysisPagesTests {

    @Autowired
    MockMvc browser;

    @Autowired
    ScenarioRuns runs;

    @Autowired
    TestScenarios published;

    private String scenario;

    @BeforeEach
    void publish() {
        scenario = runs.publish(Drawn.scenario()
                .start("Start", "startManually")
                .whicheverFirst("First")
                .event("Clicked", "emailClicked")
                .days("ThreeDays", 3)
                .end("Converted", "converted")
                .end("Exhausted", "exhausted")
                .way("Start", "First", "Clicked", "Converted")
                .way("First", "ThreeDays", "Exhausted"));
    }

    private void travel() {
        var gone = runs.somebody();
        runs.enrol(scenario, gone, runs.somebody(), runs.somebody());
        runs.of(scenario, gone).fire("ThreeDays");
    }

    private ResultActions page(String path, Role role, String language) throws Exception {
        return browser.perform(
                get("/scenarios/" + scenario + path).with(SignedIn.as(role)).header("Accept-Language", language));
    }

    @Test
    void thePageShowsTheDiagramAndTheNumbersInBothLanguages() throws Exception {
        travel();

        page("/analysis?days=7&show=time", Role.MARKETER, "ja")
                .andExpect(status().isOk())
                .andExpect(content().string(containsString("analysis.json?version=1&amp;days=7")))
                .andExpect(content().string(containsString("最も多くの人が待っているステップ")))
                .andExpect(content().string(containsString("<span class=\"fw-bold text-nowrap\">2 人</span>")))
                .andExpect(content().string(containsString("value=\"time\" checked")));
        page("/analysis", Role.OPERATOR, "en")
                .andExpect(content().string(containsString("Most are waiting here")))
                .andExpect(content().string(containsString("<td class=\"numeric\">100%</td>")));
    }

    @Test
    void theNumbersComeAnewWithoutThePage() throws Exception {
        travel();

        page("/analysis.json", Role.MARKETER, "ja")
                .andExpect(jsonPath("$.entered").value(3))
                .andExpect(jsonPath("$.elements[?(@.id == 'First')].waiting").value(2))
                .andExpect(jsonPath("$.elements[?(@.id == 'First')].left").value(1))
                .andExpect(jsonPath("$.flows[?(@.source == 'First')].taken").value(hasItems(0, 1)));
        page("/analysis/numbers?days=30", Role.MARKETER, "ja")
                .andExpect(content().string(containsString("days=30")))
                .andExpect(content().string(not(containsString("<main"))));
    }

    /** The way on by a click leads elsewhere, and another wait takes the place of the first. */
    private void publishAnother() {
        published.publish(
                scenario,
                Drawn.scenario()
                        .start("Start", "startManually")
                        .whicheverFirst("First")
                        .event("Clicked", "emailClicked")
                        .days("FiveDays", 5)
                        .end("Converted", "converted")
                        .end("Exhausted", "exhausted")
                        .way("Start", "First", "Clicked", "Converted")
                        .way("First", "FiveDays", "Exhausted")
                        .xml());
    }

    @Test
    void allVersionsTogetherLieOverTheNewestDrawingAndWhatItNoLongerHasIsBelow() throws Exception {
        travel();
        page("/analysis", Role.MARKETER, "ja").andExpect(content().string(not(containsString("すべての版"))));
        publishAnother();
        runs.enrol(scenario, runs.somebody());

        page("/analysis", Role.MARKETER, "ja")
                .andExpect(content().string(containsString("<option value=\"all\">すべての版</option>")))
                .andExpect(content().string(containsString("analysis.json?version=2")))
                .andExpect(content().string(not(containsString("第1版まで"))));
        page("/analysis?version=all&days=7", Role.MARKETER, "ja")
                .andExpect(content().string(containsString("<option value=\"all\" selected=\"selected\">")))
                .andExpect(content().string(containsString("drawing?version=2")))
                .andExpect(content().string(containsString("analysis.json?version=all&amp;days=7")))
                .andExpect(content().string(containsString("analysis/numbers?version=all&amp;days=7")))
                .andExpect(content().string(containsString("第2版の図に重ねています")))
                .andExpect(content().string(containsString("第1版まで")))
                .andExpect(content().string(not(containsString("data-diagram-element=\"ThreeDays\""))));
        page("/analysis.json?version=all", Role.MARKETER, "ja")
                .andExpect(jsonPath("$.allVersions").value(true))
                .andExpect(jsonPath("$.version").value(2))
                .andExpect(jsonPath("$.entered").value(4))
                .andExpect(jsonPath("$.elements[?(@.id == 'First')].waiting").value(3));
        page("/analysis?version=every", Role.MARKETER, "ja").andExpect(status().isUnprocessableEntity());
    }

    @Test
    void otherSystemsAskForAllVersionsToo() throws Exception {
        travel();
        publishAnother();
        runs.enrol(scenario, runs.somebody());
        var statistics = "/api/v1/scenarios/" + scenario + "/statistics";

        browser.perform(get(statistics).with(SignedIn.asSystem()))
                .andExpect(jsonPath("$.allVersions").value(false))
                .andExpect(jsonPath("$.entered").value(1))
                .andExpect(jsonPath("$.elements[?(@.id == 'ThreeDays')]").isEmpty());
        browser.perform(get(statistics + "?version=all&from=2026-01-01").with(SignedIn.asSystem()))
                .andExpect(jsonPath("$.version").value(2))
                .andExpect(jsonPath("$.entered").value(4))
                .andExpect(jsonPath("$.running").value(3))
                .andExpect(jsonPath("$.elements[?(@.id == 'First')].version").value(2))
                .andExpect(jsonPath("$.elements[?(@.id == 'First')].entered").value(4))
                .andExpect(
                        jsonPath("$.elements[?(@.id == 'ThreeDays')].version").value(1))
                .andExpect(
                        jsonPath("$.elements[?(@.id == 'ThreeDays')].entered").value(1));
        browser.perform(get(statistics + "?version=every").with(SignedIn.asSystem()))
                .andExpect(status().isBadRequest());
    }

    @Test
    void whereNobodyCameItIsSaid() throws Exception {
        page("/analysis", Role.MARKETER, "ja")
                .andExpect(content().string(containsString("まだ参加したコンタクトはいません")))
                .andExpect(content().string(not(containsString("最も多くの人が待っているステップ"))));
    }

    @Test
    void theScenarioLeadsThere() throws Exception {
        page("", Role.MARKETER, "ja")
                .andExpect(content().string(containsString("href=\"/scenarios/" + scenario + "/analysis\"")));
    }

    @Test
    void salesSeesNoneOfIt() throws Exception {
        page("/analysis", Role.SALES, "ja").andExpect(status().isForbidden());
        page("/analysis.json", Role.SALES, "ja").andExpect(status().isForbidden());
    }
}
