package org.minori.scenarios.web;

import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.not;
import static org.springframework.test.web.servlet.request.MockMvcRequestBuilders.get;
import static org.springframework.test.web.servlet.result.MockMvcResultMatchers.content;
import static org.springframework.test.web.servlet.result.MockMvcResultMatchers.jsonPath;
import static org.springframework.test.web.servlet.result.MockMvcResultMatchers.status;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.minori.MinoriTest;
import org.minori.SignedIn;
import org.minori.contacts.ContactId;
import org.minori.delivery.Mails;
import org.minori.scenarios.operations.Pausing;
import org.minori.scenarios.runs.Drawn;
import org.minori.scenarios.runs.ScenarioRuns;
import org.minori.web.Role;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.context.annotation.Import;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.test.web.servlet.MockMvc;
import org.springframework.test.web.servlet.ResultActions;

/** Who is held looks held wherever a run is shown. */
@MinoriTest
@Import(Mails.class)
class HeldRunsTests {

    @Autowired
    MockMvc browser;

    @Autowired
    ScenarioRuns runs;

    @Autowired
    Pausing pausing;

    @Autowired
    Mails mails;

    @Autowired
    JdbcClient jdbc;

    private String scenario;
    private ContactId taro;
    private String run;

    @BeforeEach
    void taroWaits() {
        scenario = runs.publish(Drawn.scenario()
                .start("Start", "startManually")
                .days("ThreeDays", 3)
                .task("Send", "sendEmail", "email", mails.marketing("<p>ご案内</p>"))
                .end("End", "exhausted")
                .way("Start", "ThreeDays", "Send", "End"));
        taro = mails.consenting(Mails.address());
        runs.enrol(scenario, taro);
        run = "/scenarios/" + scenario + "/runs/" + runs.of(scenario, taro).enrolment();
    }

    @AfterEach
    void letGo() {
        jdbc.sql("DELETE FROM scenario_pause").update();
    }

    private ResultActions page(String path, String language) throws Exception {
        return browser.perform(get(path).with(SignedIn.as(Role.OPERATOR)).header("Accept-Language", language));
    }

    private void looksHeld() throws Exception {
        page("/scenarios/" + scenario + "/runs", "ja").andExpect(content().string(containsString(">一時停止中</span>")));
        page("/contacts/" + taro + "/scenarios", "en").andExpect(content().string(containsString(">On hold</span>")));
        page(run, "ja")
                .andExpect(content().string(containsString(">一時停止中</span>")))
                .andExpect(content().string(containsString("再開するまで、このコンタクトはここから先へ進みません")))
                .andExpect(content().string(containsString("ここで一時停止中")));
        page(run + "/path.json", "ja").andExpect(jsonPath("$.held").value(true));
        page(run + "/repairs", "ja").andExpect(content().string(not(containsString("move-run"))));
        page(run + "/forecast", "ja")
                .andExpect(status().isOk())
                .andExpect(content().string(containsString("再開するまで何も起こりません")))
                .andExpect(content().string(not(containsString("次のメール"))))
                .andExpect(content().string(not(containsString("終了："))));
        browser.perform(get("/api/v1" + run + "/forecast").with(SignedIn.asSystem()))
                .andExpect(jsonPath("$.heldSince").exists())
                .andExpect(jsonPath("$.nextMail").doesNotExist())
                .andExpect(jsonPath("$.steps.length()").value(0));
        browser.perform(get("/api/v1/contacts/" + taro + "/enrolments").with(SignedIn.asSystem()))
                .andExpect(jsonPath("$.items[0].heldSince").exists());
    }

    @Test
    void aRunThatSomebodyHoldsLooksHeldUntilItGoesOn() throws Exception {
        pausing.pauseRun(scenario, runs.of(scenario, taro).enrolment(), "");

        looksHeld();
    }

    @Test
    void everybodyInAPausedScenarioLooksHeldAndThePageLeadsToResumingIt() throws Exception {
        pausing.pause(scenario, "");

        looksHeld();
        page(run + "/repairs", "ja")
                .andExpect(content().string(containsString("シナリオ全体が一時停止中です")))
                .andExpect(content().string(containsString("/scenarios/" + scenario + "/operations")));
    }

    @Test
    void whoIsNotHeldOrHasEndedDoesNotLookSo() throws Exception {
        page(run, "ja").andExpect(content().string(not(containsString("一時停止中"))));
        page(run + "/path.json", "ja").andExpect(jsonPath("$.held").value(false));
        page(run + "/forecast", "ja").andExpect(content().string(containsString("次のメール")));
        runs.of(scenario, taro).fire("ThreeDays");
        pausing.pause(scenario, "");

        page(run, "ja").andExpect(content().string(not(containsString("一時停止中"))));
    }

    @Test
    void theListSaysWhereEachIsNow() throws Exception {
        page("/scenarios/" + scenario + "/runs", "ja")
                .andExpect(content().string(containsString("現在地")))
                .andExpect(content().string(containsString("<td>待つ</td>")));
        runs.of(scenario, taro).fire("ThreeDays");

        page("/scenarios/" + scenario + "/runs", "ja").andExpect(content().string(not(containsString("<td>待つ</td>"))));
    }
}
