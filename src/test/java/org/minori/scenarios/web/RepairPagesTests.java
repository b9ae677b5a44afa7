package org.minori.scenarios.web;

import static org.assertj.core.api.Assertions.assertThatThrownBy;
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

import org.camunda.bpm.engine.ManagementService;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.minori.MinoriTest;
import org.minori.SignedIn;
import org.minori.contacts.ContactId;
import org.minori.scenarios.operations.BatchWorker;
import org.minori.scenarios.runs.Drawn;
import org.minori.scenarios.runs.ScenarioRuns;
import org.minori.web.InvalidInput;
import org.minori.web.Role;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.http.MediaType;
import org.springframework.test.web.servlet.MockMvc;
import org.springframework.test.web.servlet.ResultActions;

@MinoriTest
class RepairPagesTests {

    @Autowired
    MockMvc browser;

    @Autowired
    ScenarioRuns runs;

    @Autowired
    BatchWorker worker;

    @Autowired
    ManagementService jobs;

    private String scenario;
    private ContactId taro;
    private String run;

    @BeforeEach
    void taroIsStuck() {
        scenario = runs.publish(Drawn.scenario()
                .start("Start", "startManually")
                .days("Wait", 3)
                .task("Set", "updateContact", "field", "nowhere", "value", "A")
                .days("Later", 5)
                .end("End", "exhausted")
                .way("Start", "Wait", "Set", "Later", "End"));
        taro = runs.somebody();
        runs.enrol(scenario, taro);
        run = Long.toString(runs.of(scenario, taro).enrolment());
        var job = jobs.createJobQuery()
                .processInstanceId(runs.of(scenario, taro).instance())
                .singleResult();
        assertThatThrownBy(() -> jobs.executeJob(job.getId())).isInstanceOf(InvalidInput.class);
        jobs.setJobRetries(job.getId(), 1);
        assertThatThrownBy(() -> jobs.executeJob(job.getId())).isInstanceOf(InvalidInput.class);
    }

    private ResultActions page(String path, String language) throws Exception {
        return browser.perform(get("/scenarios/" + scenario + path)
                .with(SignedIn.as(Role.OPERATOR))
                .header("Accept-Language", language));
    }

    private ResultActions press(String path, String... parameters) throws Exception {
        var request = post("/scenarios/" + scenario + path)
                .with(SignedIn.as(Role.OPERATOR))
                .with(csrf())
                .header("Accept-Language", "ja");
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

    @Test
    void whyARunIsStuckIsSaidInPlainWordsAndWhatCanBeDone() throws Exception {
        page("/runs/" + run + "/repairs", "ja")
                .andExpect(status().isOk())
                .andExpect(content().string(containsString("「nowhere」という項目はありません")))
                .andExpect(content().string(containsString("このステップを飛ばす")))
                .andExpect(content().string(containsString("項目を直してやり直す")))
                .andExpect(content().string(containsString("nowhere")))
                .andExpect(content().string(not(containsString(">Start<"))));
        page("/incidents", "en")
                .andExpect(content().string(containsString("Skip and go on")))
                .andExpect(content().string(containsString("End these")));
    }

    @Test
    void theFailedStepIsSkippedAndTheRunMovedOn() throws Exception {
        press("/runs/" + run + "/skip").andExpect(flash().attribute("flashOk", "次のステップへ進めました。"));
        press("/runs/" + run + "/skip").andExpect(flash().attributeExists("flashOk"));
        press("/runs/" + run + "/move", "to", "Later").andExpect(flash().attributeExists("flashError"));
        press("/runs/" + run + "/end").andExpect(flash().attributeExists("flashError"));
    }

    @Test
    void aMoveThatFailsSaysSoAndLeavesEverythingAsItWas() throws Exception {
        press("/runs/" + run + "/move", "to", "Set")
                .andExpect(flash().attribute("flashError", containsString("何も変更されていません")));
        press("/runs/" + run + "/move", "to", "Later").andExpect(flash().attribute("flashOk", "別のステップへ移しました。"));
    }

    @Test
    void allOfACauseAreCuredAsABatch() throws Exception {
        press("/incidents/causes/everything", "element", "Set").andExpect(status().isUnprocessableEntity());
        press("/incidents/retry").andExpect(redirectedUrlPattern("/scenarios/" + scenario + "/batches/*"));
        worker.round();
        page("/incidents", "ja").andExpect(content().string(not(containsString("Skip and go on"))));
    }

    @Test
    void otherSystemsSeeWhoIsStuckAndMendIt() throws Exception {
        browser.perform(get("/api/v1/scenarios/" + scenario + "/incidents").with(SignedIn.asSystem()))
                .andExpect(jsonPath("$.count").value(1))
                .andExpect(jsonPath("$.items[0].element").value("Set"));
        call("/incidents/none", "").andExpect(status().isBadRequest());
        call("/incidents/retry", "{\"element\":\"Nowhere\"}")
                .andExpect(status().isBadRequest())
                .andExpect(jsonPath("$.errors[0].field").value("element"));
        call("/incidents/retry", "{\"cause\":\"why\"}")
                .andExpect(status().isBadRequest())
                .andExpect(jsonPath("$.errors[0].field").value("element"));
        call("/runs/" + run + "/correct", "{\"value\":\"A\"}").andExpect(status().isBadRequest());
        call("/runs/" + run + "/correct", "{\"field\":\"jobTitle\",\"value\":\"部長\"}")
                .andExpect(status().isNoContent());
        call("/runs/" + run + "/move", "{\"to\":\"Set\"}").andExpect(status().isConflict());
        call("/runs/" + run + "/move", "{\"to\":\"Later\"}").andExpect(status().isNoContent());
        call("/incidents/end", "")
                .andExpect(status().isAccepted())
                .andExpect(jsonPath("$.batch").isNotEmpty());
        call("/runs/" + run + "/skip", "").andExpect(status().isNoContent());
        call("/runs/" + run + "/retry", "").andExpect(status().isConflict());
        call("/runs/" + run + "/pause", "{}")
                .andExpect(status().isConflict())
                .andExpect(jsonPath("$.detail").value("すでに終わっています。何も変更されていません。"));
        press("/runs/" + run + "/pause").andExpect(flash().attributeExists("flashError"));
    }
}
