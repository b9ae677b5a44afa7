package org.minori.scenarios.web;

import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.not;
import static org.springframework.security.test.web.servlet.request.SecurityMockMvcRequestPostProcessors.csrf;
import static org.springframework.test.web.servlet.request.MockMvcRequestBuilders.get;
import static org.springframework.test.web.servlet.request.MockMvcRequestBuilders.post;
import static org.springframework.test.web.servlet.result.MockMvcResultMatchers.content;
import static org.springframework.test.web.servlet.result.MockMvcResultMatchers.flash;
import static org.springframework.test.web.servlet.result.MockMvcResultMatchers.jsonPath;
import static org.springframework.test.web.servlet.result.MockMvcResultMatchers.redirectedUrlPattern;
import static org.springframework.test.web.servlet.result.MockMvcResultMatchers.status;

import com.jayway.jsonpath.JsonPath;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.minori.MinoriTest;
import org.minori.SignedIn;
import org.minori.administration.AuditLog;
import org.minori.administration.AuditQuestion;
import org.minori.contacts.ContactId;
import org.minori.scenarios.operations.BatchWorker;
import org.minori.scenarios.runs.Drawn;
import org.minori.scenarios.runs.ScenarioRuns;
import org.minori.web.Role;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.http.MediaType;
import org.springframework.test.web.servlet.MockMvc;
import org.springframework.test.web.servlet.ResultActions;

@MinoriTest
class OperationsPagesTests {

    @Autowired
    MockMvc browser;

    @Autowired
    ScenarioRuns runs;

    @Autowired
    BatchWorker worker;

    @Autowired
    AuditLog audit;

    private String scenario;
    private ContactId taro;

    @BeforeEach
    void enrolTaro() {
        scenario = runs.publish(Drawn.scenario()
                .start("Start", "startManually")
                .days("Wait", 3)
                .task("Send", "sendEmail", "email", "welcome")
                .end("End", "exhausted")
                .way("Start", "Wait", "Send", "End"));
        taro = runs.somebody();
        runs.enrol(scenario, taro);
    }

    private ResultActions page(String path, Role role, String language) throws Exception {
        return browser.perform(
                get("/scenarios/" + scenario + path).with(SignedIn.as(role)).header("Accept-Language", language));
    }

    private ResultActions press(String path, Role role, String... parameters) throws Exception {
        var request =
                post("/scenarios/" + scenario + path).with(SignedIn.as(role)).with(csrf());
        for (int i = 0; i < parameters.length; i += 2) {
            request.param(parameters[i], parameters[i + 1]);
        }
        return browser.perform(request);
    }

    private ResultActions call(String path, String body) throws Exception {
        return browser.perform(post("/api/v1/scenarios/" + scenario + path)
                .with(SignedIn.asSystem())
                .contentType(MediaType.APPLICATION_JSON)
                .content(body));
    }

    private ResultActions ask(String path) throws Exception {
        return browser.perform(get("/api/v1/scenarios/" + scenario + path).with(SignedIn.asSystem()));
    }

    @Test
    void pausingAndResumingIsShownAndAudited() throws Exception {
        press("/operations/pause", Role.MARKETER, "reason", "wrong price").andExpect(status().is3xxRedirection());
        page("/operations", Role.OPERATOR, "ja")
                .andExpect(content().string(containsString("wrong price")))
                .andExpect(content().string(containsString("停止した分だけ後ろにずらす")));
        page("/operations/state", Role.MARKETER, "en").andExpect(content().string(containsString("Paused since")));

        var batch = press("/operations/resume", Role.MARKETER, "late", "expire", "hours", "72")
                .andExpect(redirectedUrlPattern("/scenarios/" + scenario + "/batches/*"))
                .andReturn()
                .getResponse()
                .getRedirectedUrl();
        worker.round();

        browser.perform(get(String.valueOf(batch))
                        .with(SignedIn.as(Role.OPERATOR))
                        .header("Accept-Language", "ja"))
                .andExpect(content().string(containsString("終わりました")));
        page("/operations", Role.OPERATOR, "en").andExpect(content().string(containsString("Pause the scenario")));
        org.assertj.core.api.Assertions.assertThat(audit.actions()).contains("scenario.paused", "scenario.resumed");
    }

    @Test
    void otherSystemsPauseAndResume() throws Exception {
        ask("/pause").andExpect(jsonPath("$.paused").value(false));
        call("/pause", "{\"reason\":\"wrong price\"}")
                .andExpect(status().isOk())
                .andExpect(jsonPath("$.paused").value(true))
                .andExpect(jsonPath("$.mails.send").value(0));
        call("/resume", "{\"late\":\"sometime\"}").andExpect(status().isBadRequest());
        call("/resume", "{\"late\":\"expire\"}").andExpect(status().isBadRequest());
        String batch = JsonPath.read(
                call("/resume", "{\"late\":\"shift\"}")
                        .andExpect(status().isAccepted())
                        .andReturn()
                        .getResponse()
                        .getContentAsString(),
                "$.batch");
        worker.round();

        ask("/batches/" + batch)
                .andExpect(jsonPath("$.status").value("done"))
                .andExpect(jsonPath("$.done").value(1));
        ask("/pause").andExpect(jsonPath("$.paused").value(false));
        call("/resume", "{\"late\":\"shift\"}").andExpect(status().isConflict());
    }

    @Test
    void oneRunIsPausedAndResumed() throws Exception {
        long run = runs.of(scenario, taro).enrolment();
        call("/runs/" + run + "/pause", "{}").andExpect(status().isNoContent());
        call("/runs/" + run + "/resume", "{\"late\":\"send\"}").andExpect(status().isAccepted());
        worker.round();
        press("/runs/" + run + "/pause", Role.OPERATOR, "reason", "asked").andExpect(status().is3xxRedirection());
        press("/runs/" + run + "/resume", Role.OPERATOR, "late", "send").andExpect(status().is3xxRedirection());
        call("/runs/1/pause", "{}").andExpect(status().isNotFound());
    }

    @Test
    void aRunIsEndedByHandOnceAndSaysSo() throws Exception {
        long run = runs.of(scenario, taro).enrolment();
        page("/runs/" + run, Role.OPERATOR, "ja").andExpect(content().string(containsString(run + "/repairs")));
        page("/runs/" + run + "/repairs", Role.OPERATOR, "ja")
                .andExpect(content().string(containsString("参加を終える")));
        page("/runs/" + run, Role.SALES, "ja").andExpect(content().string(not(containsString("/repairs"))));
        page("/runs/" + run + "/repairs", Role.SALES, "ja").andExpect(status().isForbidden());
        press("/runs/" + run + "/end", Role.SALES).andExpect(status().isForbidden());

        press("/runs/" + run + "/end", Role.OPERATOR).andExpect(flash().attributeExists("flashOk"));
        press("/runs/" + run + "/end", Role.OPERATOR).andExpect(flash().attributeExists("flashError"));
        call("/runs/" + run + "/end", "{}").andExpect(status().isNoContent());

        assertThat(audit.page(null, new AuditQuestion(null, "scenario.runEnded", null, null, null), 50).stream()
                        .filter(entry -> entry.subject().equals("run:" + run)))
                .hasSize(1);
        browser.perform(get("/api/v1/scenarios/" + scenario + "/statistics").with(SignedIn.asSystem()))
                .andExpect(jsonPath("$.running").value(0));
        call("/runs/1/end", "{}").andExpect(status().isNotFound());
    }

    @Test
    void aHeldRunSaysSoAndHowToLetItGo() throws Exception {
        long run = runs.of(scenario, taro).enrolment();
        press("/runs/" + run + "/pause", Role.OPERATOR);

        page("/runs/" + run + "/repairs", Role.OPERATOR, "en")
                .andExpect(content().string(containsString("Held since")))
                .andExpect(content().string(containsString("/runs/" + run + "/resume")));
    }
}
