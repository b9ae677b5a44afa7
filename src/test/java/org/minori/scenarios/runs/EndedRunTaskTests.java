package org.minori.scenarios.runs;

import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.not;
import static org.springframework.test.web.servlet.request.MockMvcRequestBuilders.get;
import static org.springframework.test.web.servlet.result.MockMvcResultMatchers.content;
import static org.springframework.test.web.servlet.result.MockMvcResultMatchers.jsonPath;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.minori.MinoriTest;
import org.minori.SignedIn;
import org.minori.contacts.ContactDirectory;
import org.minori.contacts.ContactId;
import org.minori.contacts.LeadOwner;
import org.minori.sales.Reason;
import org.minori.sales.SalesTask;
import org.minori.sales.SalesTaskId;
import org.minori.sales.SalesTasks;
import org.minori.sales.TaskBoard;
import org.minori.scenarios.operations.Repairing;
import org.minori.web.InvariantCheck;
import org.minori.web.Role;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.beans.factory.annotation.Qualifier;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.test.web.servlet.MockMvc;

/** What becomes of a sales task when the scenario behind it ends: it stays with sales, and says so. */
@MinoriTest
class EndedRunTaskTests {

    @Autowired
    ScenarioRuns runs;

    @Autowired
    Repairing repairing;

    @Autowired
    SalesTasks tasks;

    @Autowired
    TaskBoard board;

    @Autowired
    ContactDirectory contacts;

    @Autowired
    JdbcClient jdbc;

    @Autowired
    MockMvc browser;

    @Autowired
    @Qualifier("oneOwnerCheck")
    InvariantCheck oneOwner;

    private String scenario;
    private ContactId taro;
    private long run;
    private long violations;

    @BeforeEach
    void taroIsHandedOver() {
        scenario = runs.publish(handingOver());
        taro = runs.somebody();
        runs.enrol(scenario, taro);
        run = runs.of(scenario, taro).enrolment();
        violations = oneOwner.check().violations();
    }

    private static Drawn handingOver() {
        return Drawn.scenario()
                .start("Start", "startManually")
                .handOff("HandOff", "acceptWithinHours", "24")
                .edge("Late", "HandOff", 5)
                .end("End", "handedOver")
                .end("Gone", "exhausted")
                .way("Start", "HandOff", "End")
                .way("Late", "Gone");
    }

    private SalesTask task() {
        return board.get(new SalesTaskId(jdbc.sql("SELECT id FROM sales_task WHERE contact_id = :contact")
                        .param("contact", taro.value())
                        .query(Long.class)
                        .single()))
                .task();
    }

    private void staysWithSalesAndSaysSo() {
        assertThat(runs.of(scenario, taro).status()).startsWith("ENDED");
        assertThat(task().status()).isEqualTo(SalesTask.Status.OPEN);
        assertThat(task().senderEndedAt()).isNotNull();
        assertThat(contacts.lifecycle(taro).owner()).isEqualTo(LeadOwner.SALES);
        assertThat(oneOwner.check().violations()).isEqualTo(violations);
    }

    @Test
    void aRunThatIsEndedByHandLeavesTheLeadWithSales() {
        assertThat(task().senderEndedAt()).isNull();

        repairing.end(scenario, run);

        staysWithSalesAndSaysSo();
    }

    @Test
    void soDoesOneThatIsTakenToTheEnd() {
        repairing.move(scenario, run, null, "Gone");

        staysWithSalesAndSaysSo();
    }

    @Test
    void soDoesOneThatWaitedNoLongerForSales() {
        runs.of(scenario, taro).fire("Late");

        staysWithSalesAndSaysSo();
    }

    @Test
    void salesGoesOnWithTheTaskAndMayGiveTheLeadBack() {
        repairing.end(scenario, run);

        tasks.accept(task().id());
        runs.work();
        assertThat(contacts.lifecycle(taro).owner()).isEqualTo(LeadOwner.SALES);
        tasks.lost(task().id(), Reason.of("予算なし"));
        runs.work();

        assertThat(contacts.lifecycle(taro).owner()).isEqualTo(LeadOwner.MARKETING);
        assertThat(runs.of(scenario, taro).status()).isEqualTo("ENDED left");
    }

    @Test
    void aLeadThatSalesAcceptedBeforeTheEndStaysAcceptedAndNothingIsSaidOfIt() {
        tasks.accept(task().id());
        runs.work();

        assertThat(runs.of(scenario, taro).status()).isEqualTo("ENDED handedOver");
        assertThat(task().status()).isEqualTo(SalesTask.Status.ACCEPTED);
        assertThat(task().senderEndedAt()).isNull();
    }

    @Test
    void aTaskOfTwoScenariosSaysSoOnlyWhenBothHaveEnded() {
        var other = runs.publish(handingOver());
        runs.enrol(other, taro);
        repairing.end(scenario, run);
        assertThat(task().senderEndedAt()).isNull();

        repairing.end(other, runs.of(other, taro).enrolment());

        assertThat(task().senderEndedAt()).isNotNull();
    }

    @Test
    void theTaskShowsItOnItsPageAndToOtherSystems() throws Exception {
        var page = "/sales/tasks/" + task().id();
        browser.perform(get(page).with(SignedIn.as(Role.SALES)).header("Accept-Language", "ja"))
                .andExpect(content().string(not(containsString("シナリオは終了済み"))));
        repairing.end(scenario, run);

        browser.perform(get(page).with(SignedIn.as(Role.SALES)).header("Accept-Language", "ja"))
                .andExpect(content().string(containsString("シナリオは終了済み")));
        browser.perform(get(page).with(SignedIn.as(Role.SALES)).header("Accept-Language", "en"))
                .andExpect(content().string(containsString("The lead is still with sales")));
        browser.perform(get("/api/v1" + page).with(SignedIn.asSystem()))
                .andExpect(jsonPath("$.scenarioEndedAt").exists())
                .andExpect(jsonPath("$.status").value("OPEN"));
    }
}
