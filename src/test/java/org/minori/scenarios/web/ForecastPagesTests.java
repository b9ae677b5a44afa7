package org.minori.scenarios.web;

import static org.hamcrest.Matchers.containsString;
import static org.springframework.test.web.servlet.request.MockMvcRequestBuilders.get;
import static org.springframework.test.web.servlet.result.MockMvcResultMatchers.content;
import static org.springframework.test.web.servlet.result.MockMvcResultMatchers.jsonPath;
import static org.springframework.test.web.servlet.result.MockMvcResultMatchers.status;

import org.junit.jupiter.api.Test;
import org.minori.MinoriTest;
import org.minori.SignedIn;
import org.minori.delivery.Mails;
import org.minori.scenarios.runs.Drawn;
import org.minori.scenarios.runs.ScenarioRuns;
import org.minori.web.Role;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.context.annotation.Import;
import org.springframework.test.web.servlet.MockMvc;

@MinoriTest
@Import(Mails.class)
class ForecastPagesTests {

    @Autowired
    MockMvc browser;

    @Autowired
    ScenarioRuns runs;

    @Autowired
    Mails mails;

    private String run() {
        var scenario = runs.publish(Drawn.scenario()
                .start("Start", "startManually")
                .days("ThreeDays", 3)
                .task("Send", "sendEmail", "email", mails.marketing("<p>ご案内</p>"))
                .end("End", "exhausted")
                .way("Start", "ThreeDays", "Send", "End"));
        var taro = mails.consenting(Mails.address());
        runs.enrol(scenario, taro);
        return "/scenarios/" + scenario + "/runs/" + runs.of(scenario, taro).enrolment();
    }

    @Test
    void theRunsPageAsksForWhatComesNextAndShowsTheNextMail() throws Exception {
        var run = run();

        browser.perform(get(run).with(SignedIn.as(Role.MARKETER)))
                .andExpect(content().string(containsString(run + "/forecast")));
        browser.perform(get(run + "/forecast").with(SignedIn.as(Role.SALES)).header("Accept-Language", "ja"))
                .andExpect(status().isOk())
                .andExpect(content().string(containsString("次のメール")))
                .andExpect(content().string(containsString("終了：反応なしで終了")));
    }

    @Test
    void anotherSystemReadsTheSame() throws Exception {
        var run = run();

        browser.perform(get("/api/v1" + run + "/forecast").with(SignedIn.asSystem()))
                .andExpect(status().isOk())
                .andExpect(jsonPath("$.nextMail.at").exists())
                .andExpect(jsonPath("$.steps[0].element").value("Send"))
                .andExpect(jsonPath("$.mails.length()").value(1))
                .andExpect(jsonPath("$.result").value("exhausted"));
        browser.perform(get("/api/v1" + run.replaceFirst("\\d+$", "1") + "/forecast")
                        .with(SignedIn.asSystem()))
                .andExpect(status().isNotFound());
    }
}
