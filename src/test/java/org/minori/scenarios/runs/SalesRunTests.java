package org.minori.scenarios.runs;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import org.camunda.bpm.engine.HistoryService;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.minori.MinoriTest;
import org.minori.contacts.ContactDirectory;
import org.minori.contacts.ContactId;
import org.minori.contacts.LeadOwner;
import org.minori.contacts.Stage;
import org.minori.sales.Reason;
import org.minori.sales.SalesTaskId;
import org.minori.sales.SalesTasks;
import org.minori.web.InvariantCheck;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;
import org.springframework.jdbc.core.simple.JdbcClient;

@MinoriTest
@ExtendWith(OutputCaptureExtension.class)
class SalesRunTests {

    @Autowired
    ScenarioRuns runs;

    @Autowired
    SalesTasks tasks;

    @Autowired
    RunCounts counts;

    @Autowired
    ContactDirectory contacts;

    @Autowired
    HistoryService history;

    @Autowired
    JdbcClient jdbc;

    @Autowired
    Map<String, InvariantCheck> checks;

    private static Drawn untilDecided() {
        return Drawn.scenario()
                .start("Start", "startManually")
                .handOff("HandOff", "acceptWithinHours", "24")
                .choice("Accepted", "Flow_No")
                .end("HandedOver", "handedOver")
                .days("Nurture", 30)
                .end("Exhausted", "exhausted")
                .way("Start", "HandOff", "Accepted")
                .flow("Flow_Yes", "Accepted", "HandedOver", "salesOutcome = \"accepted\"")
                .flow("Flow_No", "Accepted", "Nurture", "")
                .way("Nurture", "Exhausted");
    }

    private SalesTaskId taskOf(ContactId contact) {
        return new SalesTaskId(jdbc.sql("SELECT id FROM sales_task WHERE contact_id = :contact")
                .param("contact", contact.value())
                .query(Long.class)
                .single());
    }

    @Test
    void theRunGoesOnWhenSalesAccepts() {
        var scenario = runs.publish(untilDecided());
        var taro = runs.somebody();
        runs.enrol(scenario, taro);
        assertThat(runs.of(scenario, taro).waitsAt()).containsExactly("HandOff");
        assertThat(contacts.lifecycle(taro).owner()).isEqualTo(LeadOwner.SALES);

        tasks.accept(taskOf(taro));
        runs.work();

        assertThat(runs.of(scenario, taro).status()).isEqualTo("ENDED handedOver");
        assertThat(contacts.lifecycle(taro).stage()).isEqualTo(Stage.SQL);
        assertThat(runs.of(scenario, taro).waits()).isEmpty();
    }

    @Test
    void whoIsWithSalesIsCountedAsHandedOverBeforeTheRunEnds() {
        var scenario = runs.publish(untilDecided());
        runs.enrol(scenario, runs.somebody());
        runs.work();

        var counted = counts.of(scenario, null);
        assertThat(counted.handedOver()).isEqualTo(1);
        assertThat(counted.handedOver())
                .isEqualTo(counted.elements().stream()
                        .filter(element -> element.id().equals("HandOff"))
                        .findFirst()
                        .orElseThrow()
                        .entered());
        assertThat(counted.succeeded()).isEqualTo(1);
        assertThat(counted.ended()).containsEntry("handedOver", 0L);
        assertThat(counts.ofAllVersions(scenario).handedOver()).isEqualTo(1);
        assertThat(counts.ofAllVersions(scenario).entered()).isEqualTo(1);
    }

    @Test
    void theRunGoesTheOtherWayWhenSalesReturnsTheLead() {
        var scenario = runs.publish(untilDecided());
        var taro = runs.somebody();
        runs.enrol(scenario, taro);

        tasks.giveBack(taskOf(taro), Reason.of("まだ早い"));
        runs.work();

        assertThat(runs.of(scenario, taro).waitsAt()).containsExactly("Nurture");
        assertThat(contacts.lifecycle(taro).owner()).isEqualTo(LeadOwner.MARKETING);
    }

    @Test
    void aDrawingThatAsksForTheEndWaitsForIt() {
        var scenario = runs.publish(Drawn.scenario()
                .start("Start", "startManually")
                .handOff("HandOff")
                .choice("Won", "Flow_No")
                .end("Converted", "converted")
                .end("Exhausted", "exhausted")
                .way("Start", "HandOff", "Won")
                .flow("Flow_Yes", "Won", "Converted", "salesOutcome = \"won\"")
                .flow("Flow_No", "Won", "Exhausted", ""));
        var taro = runs.somebody();
        runs.enrol(scenario, taro);

        tasks.accept(taskOf(taro));
        runs.work();
        assertThat(runs.of(scenario, taro).waitsAt()).containsExactly("HandOff");

        tasks.won(taskOf(taro), null);
        runs.work();
        assertThat(runs.of(scenario, taro).status()).isEqualTo("ENDED converted");
    }

    @Test
    void twoDecisionsAtOnceAreWorkedOffTogetherAndTheFirstOneCounts(CapturedOutput output) {
        var scenario = runs.publish(untilDecided());
        var taro = runs.somebody();
        runs.enrol(scenario, taro);
        var task = taskOf(taro);
        tasks.accept(task);
        tasks.lost(task, Reason.of("予算がない"));

        runs.work();

        assertThat(runs.of(scenario, taro).status()).isEqualTo("ENDED handedOver");
        assertThat(output).doesNotContain("since together they failed");
    }

    @Test
    void theEngineRemembersTheTaskAndNothingAboutThePerson() {
        var scenario = runs.publish(untilDecided());
        var taro = runs.somebody();
        runs.enrol(scenario, taro);
        tasks.accept(taskOf(taro));
        runs.work();

        var instance = runs.of(scenario, taro).instance();
        assertThat(history.createHistoricTaskInstanceQuery()
                        .processInstanceId(instance)
                        .finished()
                        .count())
                .isEqualTo(1);
        assertThat(history.createHistoricActivityInstanceQuery()
                        .processInstanceId(instance)
                        .count())
                .isZero();
        assertThat(history.createHistoricVariableInstanceQuery()
                        .processInstanceId(instance)
                        .count())
                .isZero();
    }

    @Test
    void mailsAndRunsAreWhatTheChecksExpect() {
        var scenario = runs.publish(Drawn.scenario()
                .start("Start", "startManually")
                .task("Mail", "sendEmail", "email", "document-thanks")
                .days("Wait", 1)
                .end("End", "exhausted")
                .way("Start", "Mail", "Wait", "End"));
        var taro = runs.somebody();
        runs.enrol(scenario, taro);

        assertThat(jdbc.sql("SELECT COUNT(*) FROM outbox_mail WHERE enrolment_id = :id")
                        .param("id", runs.of(scenario, taro).enrolment())
                        .query(Integer.class)
                        .single())
                .isEqualTo(1);
        assertThat(checks.get("oneMailPerStepCheck").check().holds()).isTrue();
        // Other tests break runs on purpose, in the same database.
        var before = checks.get("liveRunsCheck").check().violations();

        jdbc.sql("UPDATE enrolment SET status = 'ENDED' WHERE id = :id")
                .param("id", runs.of(scenario, taro).enrolment())
                .update();
        assertThat(checks.get("liveRunsCheck").check().violations()).isEqualTo(before + 1);
        jdbc.sql("UPDATE enrolment SET status = 'RUNNING' WHERE id = :id")
                .param("id", runs.of(scenario, taro).enrolment())
                .update();
    }
}
