package org.minori.scenarios.web;

import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.not;
import static org.springframework.security.test.web.servlet.request.SecurityMockMvcRequestPostProcessors.csrf;
import static org.springframework.test.web.servlet.request.MockMvcRequestBuilders.get;
import static org.springframework.test.web.servlet.request.MockMvcRequestBuilders.post;
import static org.springframework.test.web.servlet.result.MockMvcResultMatchers.content;
import static org.springframework.test.web.servlet.result.MockMvcResultMatchers.jsonPath;
import static org.springframework.test.web.servlet.result.MockMvcResultMatchers.redirectedUrlPattern;
import static org.springframework.test.web.servlet.result.MockMvcResultMatchers.status;

import com.jayway.jsonpath.JsonPath;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.minori.MinoriTest;
import org.minori.SignedIn;
import org.minori.contacts.ContactId;
import org.minori.scenarios.authoring.TestScenarios;
import org.minori.scenarios.operations.BatchWorker;
import org.minori.scenarios.runs.Drawn;
import org.minori.scenarios.runs.ScenarioRuns;
import org.minori.web.Role;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.http.MediaType;
import org.springframework.test.web.servlet.MockMvc;
import org.springframework.test.web.servlet.ResultActions;

@MinoriTest
class MigrationPagesTests {

    @Autowired
    MockMvc browser;

    @Autowired
    ScenarioRuns runs;

    @Autowired
    TestScenarios published;

    @Autowired
    BatchWorker worker;

    private String scenario;
    private ContactId taro;

    private static String waiting(String element) {
        return Drawn.scenario()
                .start("Start", "startManually")
                .days(element, 3)
                .end("End", "exhausted")
                .way("Start", element, "End")
                .xml();
    }

    @BeforeEach
    void taroWaitsInAnOldVersion() {
        scenario = published.publish(waiting("Wait"));
        taro = runs.somebody();
        runs.enrol(scenario, taro);
        published.publish(scenario, waiting("Days"));
    }

    private ResultActions page(String path, String language) throws Exception {
        return browser.perform(get("/scenarios/" + scenario + path)
                .with(SignedIn.as(Role.OPERATOR))
                .header("Accept-Language", language));
    }

    private ResultActions call(String path, String body) throws Exception {
        return browser.perform(post("/api/v1/scenarios/" + scenario + path)
                .with(SignedIn.asSystem())
                .contentType(MediaType.APPLICATION_JSON)
                .content(body));
    }

    @Test
    void thePageSaysWhoCanNotMoveAndMovesThemOnceItIsChosen() throws Exception {
        page("/migration", "ja")
                .andExpect(content().string(containsString("0 人が移ります")))
                .andExpect(content().string(containsString("続きを選ぶと移せます")))
                .andExpect(content().string(containsString("第1版(1 人が参加中)")))
                .andExpect(content().string(containsString("data-counts=\"[]\"")));
        page("/migration?from=1&to=2&part=true&step=Wait&next=Days", "en")
                .andExpect(content().string(containsString("1 contact moves")))
                .andExpect(content()
                        .string(containsString(
                                "data-counts=\"[{&quot;id&quot;:&quot;Days&quot;,&quot;waiting&quot;:1}]\"")))
                .andExpect(content().string(not(containsString("Nothing is chosen yet"))));
        page("/migration?from=1&to=2&step=Wait&next=End", "en")
                .andExpect(content().string(containsString("which is a step of another kind. These will do: Days.")));
        page("/migration?from=1&to=2&step=Wait&next=Nowhere", "en")
                .andExpect(status().isOk())
                .andExpect(content().string(containsString("Version 2 has no step")));

        var none = moved("");
        worker.round();
        page(none, "ja").andExpect(content().string(containsString("残りの人を確かめる")));
        var batch = moved("Days");
        worker.round();

        page(batch, "ja").andExpect(content().string(not(containsString("残りの人を確かめる"))));
        page(batch, "ja")
                .andExpect(content().string(containsString("別の版へ移す")))
                .andExpect(content().string(containsString("完了 1 人")));
        page("/runs/" + runs.of(scenario, taro).enrolment(), "ja")
                .andExpect(content().string(containsString("第2版へ移りました")));
        page("/migration", "en").andExpect(content().string(containsString("Nobody is on their way")));
        page("/monitor", "ja").andExpect(content().string(not(containsString("前の版で進行中"))));
    }

    /** Where the batch is that moves from the wait to the step. */
    private String moved(String next) throws Exception {
        return String.valueOf(browser.perform(post("/scenarios/" + scenario + "/migration")
                                .with(SignedIn.as(Role.OPERATOR))
                                .with(csrf())
                                .param("from", "1")
                                .param("to", "2")
                                .param("step", "Wait")
                                .param("next", next))
                        .andExpect(redirectedUrlPattern("/scenarios/" + scenario + "/batches/*"))
                        .andReturn()
                        .getResponse()
                        .getRedirectedUrl())
                .substring(("/scenarios/" + scenario).length());
    }

    @Test
    void theScenarioSaysWhoIsStillInOlderVersionsUntilTheyAreMoved() throws Exception {
        page("/monitor", "ja")
                .andExpect(content().string(containsString("ほかに 1 人が前の版で進行中です")))
                .andExpect(content().string(containsString("/scenarios/" + scenario + "/analysis?version=1")))
                .andExpect(content().string(containsString("第1版(1 人が参加中)")))
                .andExpect(content().string(containsString("/scenarios/" + scenario + "/migration")));
        runs.enrol(scenario, runs.somebody());
        page("/monitor", "en")
                .andExpect(content().string(containsString("One more person is still in an older version")))
                .andExpect(content().string(not(containsString("Version 2 ("))));
        page("/monitor?version=1", "en").andExpect(content().string(not(containsString("older version"))));
    }

    @Test
    void otherSystemsLookAndMove() throws Exception {
        call("/migrations?preview=true", "{\"from\":1,\"to\":2}")
                .andExpect(status().isOk())
                .andExpect(jsonPath("$.movable").value(0))
                .andExpect(jsonPath("$.stuck[0].element").value("Wait"))
                .andExpect(jsonPath("$.stuck[0].count").value(1))
                .andExpect(jsonPath("$.stuck[0].code").value("NOT_CHOSEN"))
                .andExpect(jsonPath("$.stuck[0].reason").isNotEmpty())
                .andExpect(jsonPath("$.mapping").isEmpty());
        var said = "{\"from\":1,\"to\":2,\"mapping\":{\"Wait\":\"Days\"}}";
        call("/migrations?preview=true", said)
                .andExpect(jsonPath("$.movable").value(1))
                .andExpect(jsonPath("$.mapping.Wait").value("Days"));
        String id = JsonPath.read(
                call("/migrations", said)
                        .andExpect(status().isAccepted())
                        .andReturn()
                        .getResponse()
                        .getContentAsString(),
                "$.id");
        browser.perform(get("/api/v1/migrations/" + id).with(SignedIn.asSystem()))
                .andExpect(jsonPath("$.status").value("running"));
        worker.round();
        browser.perform(get("/api/v1/migrations/" + id).with(SignedIn.asSystem()))
                .andExpect(jsonPath("$.status").value("done"))
                .andExpect(jsonPath("$.moved").value(1))
                .andExpect(jsonPath("$.failed").value(0))
                .andExpect(jsonPath("$.total").value(1));
    }

    @Test
    void whatCanNotBeIsRefusedInWords() throws Exception {
        call("/migrations", "{\"from\":1}").andExpect(status().isBadRequest());
        call("/migrations", "{\"from\":1,\"to\":1}")
                .andExpect(status().isBadRequest())
                .andExpect(jsonPath("$.errors[0].field").value("to"));
        call("/migrations", "{\"from\":1,\"to\":9}").andExpect(status().isNotFound());
        call("/migrations", "{\"from\":1,\"to\":2,\"before\":\"Nowhere\"}")
                .andExpect(jsonPath("$.errors[0].field").value("before"));
        browser.perform(get("/api/v1/migrations/1").with(SignedIn.asSystem())).andExpect(status().isNotFound());
        browser.perform(get("/api/v1/migrations/none").with(SignedIn.asSystem()))
                .andExpect(status().isNotFound());
    }

    @Test
    void publishingLeadsOnToMovingThoseWhoAreOnTheirWay() throws Exception {
        browser.perform(get("/scenarios/" + scenario + "?shown=draft")
                        .with(SignedIn.as(Role.MARKETER))
                        .header("Accept-Language", "ja"))
                .andExpect(content().string(containsString("data-open-dialog=\"publish-scenario\"")))
                .andExpect(content().string(containsString("参加中の 1 人をどうしますか")));
        browser.perform(post("/scenarios/" + scenario + "/publish")
                        .with(SignedIn.as(Role.MARKETER))
                        .with(csrf())
                        .param("move", "before")
                        .param("before", "Days"))
                .andExpect(redirectedUrlPattern("/scenarios/" + scenario + "/migration?to=3&before=Days"));
    }
}
