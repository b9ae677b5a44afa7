package org.minori.scenarios.web;

import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.hasItem;
import static org.hamcrest.Matchers.hasSize;
import static org.hamcrest.Matchers.not;
import static org.springframework.security.test.web.servlet.request.SecurityMockMvcRequestPostProcessors.csrf;
import static org.springframework.test.web.servlet.request.MockMvcRequestBuilders.get;
import static org.springframework.test.web.servlet.request.MockMvcRequestBuilders.post;
import static org.springframework.test.web.servlet.request.MockMvcRequestBuilders.put;
import static org.springframework.test.web.servlet.result.MockMvcResultMatchers.content;
import static org.springframework.test.web.servlet.result.MockMvcResultMatchers.jsonPath;
import static org.springframework.test.web.servlet.result.MockMvcResultMatchers.redirectedUrl;
import static org.springframework.test.web.servlet.result.MockMvcResultMatchers.redirectedUrlPattern;
import static org.springframework.test.web.servlet.result.MockMvcResultMatchers.status;

import com.fasterxml.jackson.databind.ObjectMapper;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.minori.MinoriTest;
import org.minori.SignedIn;
import org.minori.contacts.ContactId;
import org.minori.scenarios.runs.Drawn;
import org.minori.scenarios.runs.ScenarioRuns;
import org.minori.web.Role;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.http.MediaType;
import org.springframework.test.web.servlet.MockMvc;
import org.springframework.test.web.servlet.ResultActions;

@MinoriTest
class RunPagesTests {

    @Autowired
    MockMvc browser;

    @Autowired
    ScenarioRuns runs;

    @Autowired
    ObjectMapper json;

    private String scenario;
    private ContactId taro;

    @BeforeEach
    void enrolTaro() {
        scenario = runs.publish(Drawn.scenario()
                .start("Start", "startManually")
                .whicheverFirst("First")
                .event("Clicked", "emailClicked")
                .days("ThreeDays", 3)
                .end("Converted", "converted")
                .end("Exhausted", "exhausted")
                .way("Start", "First", "Clicked", "Converted")
                .way("First", "ThreeDays", "Exhausted"));
        taro = runs.somebody();
        runs.enrol(scenario, taro);
    }

    private ResultActions page(String path, Role role, String language) throws Exception {
        return browser.perform(get(path).with(SignedIn.as(role)).header("Accept-Language", language));
    }

    private ResultActions api(String path) throws Exception {
        return browser.perform(get("/api/v1" + path).with(SignedIn.asSystem()));
    }

    private ResultActions enrol(String body) throws Exception {
        return browser.perform(post("/api/v1/scenarios/" + scenario + "/enrolments")
                .with(SignedIn.asSystem())
                .contentType(MediaType.APPLICATION_JSON)
                .content(body));
    }

    @ParameterizedTest
    @ValueSource(strings = {"ja", "en"})
    void everyPageShowsWhoIsWhere(String language) throws Exception {
        long enrolment = runs.of(scenario, taro).enrolment();
        page("/scenarios/" + scenario + "/monitor", Role.MARKETER, language).andExpect(status().isOk());
        page("/scenarios/" + scenario + "/runs", Role.OPERATOR, language)
                .andExpect(status().isOk())
                .andExpect(content().string(containsString("山田 太郎")));
        page("/scenarios/" + scenario + "/runs?step=First&status=RUNNING", Role.OPERATOR, language)
                .andExpect(content().string(containsString("山田 太郎")));
        page("/scenarios/" + scenario + "/runs?step=Clicked", Role.OPERATOR, language)
                .andExpect(content().string(not(containsString("山田 太郎"))));
        page("/scenarios/" + scenario + "/runs?stuck=true", Role.OPERATOR, language)
                .andExpect(content().string(not(containsString("山田 太郎"))));
        page("/scenarios/" + scenario + "/runs/" + enrolment, Role.SALES, language)
                .andExpect(status().isOk())
                .andExpect(content().string(containsString("data-diagram-element=\"First\"")));
        page("/scenarios/" + scenario + "/incidents", Role.OPERATOR, language).andExpect(status().isOk());
        page("/scenarios/" + scenario + "/enrol", Role.MARKETER, language).andExpect(status().isOk());
        page("/scenarios/" + scenario + "/enrol/contacts?q=山田", Role.MARKETER, language)
                .andExpect(status().isOk())
                .andExpect(content().string(containsString("name=\"contact\"")));
        page("/contacts/" + taro + "/scenarios", Role.SALES, language)
                .andExpect(status().isOk())
                .andExpect(content().string(containsString("/scenarios/" + scenario + "/runs/" + enrolment)));
        page("/home/scenarios", Role.MARKETER, language).andExpect(status().isOk());
    }

    @Test
    void theDiagramGetsCountsAndTheWay() throws Exception {
        page("/scenarios/" + scenario + "/counts.json", Role.MARKETER, "ja")
                .andExpect(jsonPath("$.running").value(1))
                .andExpect(jsonPath("$.elements[?(@.id == 'First')].waiting", hasItem(1)));
        page(
                        "/scenarios/" + scenario + "/runs/"
                                + runs.of(scenario, taro).enrolment() + "/path.json",
                        Role.MARKETER,
                        "ja")
                .andExpect(jsonPath("$.path[0].element").value("Start"))
                .andExpect(jsonPath("$.flows", hasSize(1)))
                .andExpect(jsonPath("$.current[0]").value("First"));
    }

    @Test
    void whoIsChosenIsEnrolledAndTheProgressShown() throws Exception {
        var hana = runs.somebody();
        var batch = browser.perform(post("/scenarios/" + scenario + "/enrol/contacts")
                        .param("contact", hana.toString())
                        .with(SignedIn.as(Role.MARKETER))
                        .with(csrf()))
                .andExpect(redirectedUrlPattern("/scenarios/" + scenario + "/enrol/*"))
                .andReturn()
                .getResponse()
                .getRedirectedUrl();
        runs.work();

        page(String.valueOf(batch), Role.MARKETER, "ja")
                .andExpect(status().isOk())
                .andExpect(content().string(containsString("開始 1 人、見送り 0 人")));
        page(String.valueOf(batch), Role.MARKETER, "en")
                .andExpect(content().string(containsString("1 started, 0 left out")));
    }

    @Test
    void thePageOfARunIsMadeForPaperToo() throws Exception {
        var mailing = runs.publish(Drawn.scenario()
                .start("Start", "startManually")
                .task("Mail", "sendEmail", "email", "document-thanks")
                .handOff("HandOff", "acceptWithinHours", "24")
                .end("HandedOver", "handedOver")
                .way("Start", "Mail", "HandOff", "HandedOver"));
        runs.enrol(mailing, taro);
        var run = "/scenarios/" + mailing + "/runs/" + runs.of(mailing, taro).enrolment();

        page(run, Role.SALES, "ja")
                .andExpect(content().string(containsString("data-print")))
                .andExpect(content().string(containsString("このシナリオで送ったメール")))
                .andExpect(content().string(containsString("送信待ち")))
                .andExpect(content().string(containsString("営業の対応")))
                .andExpect(content().string(containsString("未対応")));
        page("/scenarios/" + scenario + "/runs/" + runs.of(scenario, taro).enrolment(), Role.MARKETER, "ja")
                .andExpect(content().string(not(containsString("営業の対応"))));
    }

    @Test
    void otherSystemsEnrolAndAskHowFarItIs() throws Exception {
        var hana = runs.somebody();
        var answer = enrol("{\"contacts\":[{\"id\":\"" + hana + "\"},{\"id\":\"" + taro
                        + "\"},{\"email\":\"nobody@example.invalid\"}]}")
                .andExpect(status().isAccepted())
                .andReturn()
                .getResponse()
                .getContentAsString();
        var batch = json.readTree(answer).get("batch").asText();
        runs.work();

        api("/scenarios/" + scenario + "/enrolments/" + batch)
                .andExpect(status().isOk())
                .andExpect(jsonPath("$.requested").value(3))
                .andExpect(jsonPath("$.started").value(1))
                .andExpect(jsonPath("$.refused").value(2))
                .andExpect(jsonPath("$.pending").value(0))
                .andExpect(jsonPath("$.done").value(true));
        api("/scenarios/" + scenario + "/statistics")
                .andExpect(jsonPath("$.version").value(1))
                .andExpect(jsonPath("$.running").value(2))
                .andExpect(jsonPath("$.ended.converted").value(0));
        api("/scenarios/" + scenario + "/statistics?from=2026-01-01")
                .andExpect(jsonPath("$.running").value(2))
                .andExpect(jsonPath("$.entered").value(2))
                .andExpect(jsonPath("$.converted").value(0))
                .andExpect(jsonPath("$.elements[?(@.id == 'Start')].left").value(2))
                .andExpect(jsonPath("$.flows[0].taken").value(0));
        api("/scenarios/" + scenario + "/statistics?to=2025-12-31")
                .andExpect(jsonPath("$.running").value(2))
                .andExpect(jsonPath("$.entered").value(0));
        api("/contacts/" + hana + "/enrolments")
                .andExpect(jsonPath("$.items[0].scenario").value(scenario))
                .andExpect(jsonPath("$.items[0].status").value("running"));
    }

    @Test
    void aScenarioThatSomebodyRanThroughStays() throws Exception {
        page("/scenarios/" + scenario, Role.MARKETER, "ja")
                .andExpect(content().string(not(containsString("/scenarios/" + scenario + "/remove"))));
        browser.perform(post("/scenarios/" + scenario + "/remove")
                        .with(SignedIn.as(Role.MARKETER))
                        .with(csrf()))
                .andExpect(redirectedUrl("/scenarios/" + scenario));
        page("/scenarios/" + scenario, Role.MARKETER, "ja").andExpect(status().isOk());
    }

    @Test
    void whoIsUnknownIsListed() throws Exception {
        enrol("{\"contacts\":[{\"id\":\"" + runs.somebody()
                        + "\"},{\"email\":\"nobody@example.invalid\"},{\"id\":\"1\"}]}")
                .andExpect(jsonPath("$.unknown", hasSize(2)))
                .andExpect(jsonPath("$.unknown[0].email").value("nobody@example.invalid"))
                .andExpect(jsonPath("$.unknown[1].id").value("1"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"[{\"id\":\"1\"}]", "{\"contacts\":[\"1\"]}", "{\"contacts\":\"1\"}"})
    void anotherShapeIsToldTheRightOne(String body) throws Exception {
        enrol(body)
                .andExpect(status().isBadRequest())
                .andExpect(content().string(containsString("{\\\"contacts\\\":[{\\\"email\\\"")));
    }

    @Test
    void aScenarioThatCanNotBeEnteredIsSaidBeforeTheBodyIsRead() throws Exception {
        var draft = "draft-" + scenario;
        browser.perform(put("/api/v1/scenarios/" + draft + "/draft")
                        .with(SignedIn.asSystem())
                        .contentType(MediaType.APPLICATION_XML)
                        .content(
                                Drawn.scenario().start("Start", "startManually").xml()))
                .andExpect(status().isOk());
        for (var body : new String[] {"{\"contacts\":[{\"id\":\"1\"}]}", "{\"con"}) {
            scenario = draft;
            enrol(body)
                    .andExpect(status().isConflict())
                    .andExpect(jsonPath("$.detail").value(containsString("公開されていません")));
            scenario = "no-such-scenario";
            enrol(body).andExpect(status().isNotFound());
        }
        api("/scenarios/" + draft + "/statistics").andExpect(status().isConflict());
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{}",
                "{\"contacts\":[]}",
                "{\"contacts\":[null]}",
                "{\"contacts\":[{\"id\":\"1\"}],\"segment\":\"x\"}",
                "{\"segment\":\"no-such-segment\"}",
                "{\"contacts\":\"all\"}",
                "[]"
            })
    void whatCanNotBeUnderstoodEnrolsNobody(String body) throws Exception {
        enrol(body).andExpect(status().is4xxClientError());
    }

    @Test
    void whatIsNotThereIsNotFound() throws Exception {
        api("/scenarios/no-such-scenario/statistics").andExpect(status().isNotFound());
        api("/scenarios/" + scenario + "/statistics?version=99").andExpect(status().isNotFound());
        api("/scenarios/" + scenario + "/statistics?from=2026-01-02&to=2026-01-01")
                .andExpect(status().isBadRequest());
        api("/scenarios/" + scenario + "/enrolments/1").andExpect(status().isNotFound());
        api("/scenarios/" + scenario + "/enrolments/x").andExpect(status().isNotFound());
        page("/scenarios/" + scenario + "/runs/1", Role.MARKETER, "ja").andExpect(status().isNotFound());
        page("/scenarios/" + scenario + "/runs/x", Role.MARKETER, "ja").andExpect(status().isNotFound());
    }
}
