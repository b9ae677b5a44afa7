package org.minori.scenarios.runs;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import org.junit.jupiter.api.Test;
import org.minori.MinoriTest;
import org.minori.contacts.ContactErasure;
import org.minori.contacts.ContactField;
import org.minori.contacts.ContactId;
import org.minori.contacts.FieldCatalogue;
import org.minori.scenarios.authoring.PublishedScenario.Reentry;
import org.minori.scenarios.authoring.TestScenarios;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.jdbc.core.simple.JdbcClient;

@MinoriTest
class EnrolmentTests {

    @Autowired
    ScenarioRuns runs;

    @Autowired
    TestScenarios published;

    @Autowired
    Enrolments enrolments;

    @Autowired
    EnrolmentStarter starter;

    @Autowired
    EnrolmentBatches batches;

    @Autowired
    RunCounts counts;

    @Autowired
    TallyWorker tally;

    @Autowired
    ContactErasure erasure;

    @Autowired
    FailedStarts failed;

    @Autowired
    FieldCatalogue fields;

    @Autowired
    JdbcClient jdbc;

    private static Drawn waits() {
        return Drawn.scenario()
                .start("Start", "startManually")
                .days("Wait", 7)
                .end("End", "exhausted")
                .way("Start", "Wait", "End");
    }

    @Test
    void aHundredEqualRequestsMakeOneRun() throws Exception {
        var scenario = runs.publish(waits());
        var taro = runs.somebody();
        var requests = new ArrayList<Callable<Long>>();
        for (int i = 0; i < 100; i++) {
            requests.add(() -> enrolments.request(scenario, List.of(taro), "test"));
        }

        var pool = Executors.newFixedThreadPool(8);
        for (var done : pool.invokeAll(requests)) {
            done.get();
        }
        pool.shutdown();
        starter.round();

        assertThat(runs.count(scenario)).isEqualTo(1);
        assertThat(runs.of(scenario, taro).waitsAt()).containsExactly("Wait");
    }

    @Test
    void whoIsInOrWasInCountsAsRefused() {
        var scenario = runs.publish(waits());
        var taro = runs.somebody();
        var hana = runs.somebody();
        runs.enrol(scenario, taro);

        long batch = runs.enrol(scenario, taro, hana, hana);

        var progress = batches.find(scenario, batch).orElseThrow();
        assertThat(progress.requested()).isEqualTo(3);
        assertThat(progress.started()).isEqualTo(1);
        assertThat(progress.refused()).isEqualTo(2);
        assertThat(progress.pending()).isZero();
        assertThat(progress.done()).isTrue();
    }

    @Test
    void whoMayComeAgainComesAgainOnlyAfterTheEnd() {
        var scenario = runs.publish(waits());
        published.reentry(scenario, Reentry.ALWAYS, 0);
        var taro = runs.somebody();
        runs.enrol(scenario, taro);
        runs.enrol(scenario, taro);
        assertThat(runs.count(scenario)).isEqualTo(1);

        runs.of(scenario, taro).fire("Wait");
        runs.enrol(scenario, taro);

        assertThat(runs.count(scenario)).isEqualTo(2);
        assertThat(runs.of(scenario, taro).waitsAt()).containsExactly("Wait");
    }

    @Test
    void whoFailsBeforeTheFirstWaitIsKnownAndEntersOnceTheCauseIsMended() {
        var field = "late" + System.nanoTime();
        var scenario = runs.publish(Drawn.scenario()
                .start("Start", "startManually")
                .task("Set", "updateContact", "field", field, "value", "A")
                .days("Wait", 3)
                .end("End", "exhausted")
                .way("Start", "Set", "Wait", "End"));
        var taro = runs.somebody();
        var hanako = runs.somebody();
        runs.enrol(scenario, taro, hanako);
        for (int i = 0; i < 5; i++) {
            jdbc.sql("UPDATE enrolment_due SET due_at = '2020-01-01 00:00:00'").update();
            runs.work();
        }
        assertThat(failed.causes(scenario))
                .extracting(FailedStarts.Cause::count)
                .containsExactly(2L);
        assertThat(failed.causes(scenario).get(0).problem()).contains("contacts.error.unknownField");

        fields.create(field, "遅い", "Late", ContactField.Type.TEXT);
        // By another way meanwhile.
        runs.enrol(scenario, hanako);
        assertThat(failed.tryAgain(scenario)).isEqualTo(1);
        runs.work();

        assertThat(failed.count(scenario)).isZero();
        assertThat(runs.of(scenario, taro).waitsAt()).containsExactly("Wait");
        assertThat(jdbc.sql("SELECT COUNT(*) FROM enrolment WHERE scenario_key = ? AND status = 'RUNNING'")
                        .param(scenario)
                        .query(Integer.class)
                        .single())
                .isEqualTo(2);
    }

    @Test
    void whoMayComeAgainAfterDaysDoesNotComeAtOnce() {
        var scenario = runs.publish(waits());
        published.reentry(scenario, Reentry.AFTER_DAYS, 30);
        var taro = runs.somebody();
        runs.enrol(scenario, taro);
        runs.of(scenario, taro).fire("Wait");

        runs.enrol(scenario, taro);
        assertThat(runs.count(scenario)).isEqualTo(1);

        jdbc.sql("UPDATE enrolment SET ended_at = '2020-01-01 00:00:00' WHERE scenario_key = :key")
                .param("key", scenario)
                .update();
        runs.enrol(scenario, taro);
        assertThat(runs.count(scenario)).isEqualTo(2);
    }

    @Test
    void oneWhoCanNotBeStartedHoldsUpNobodyElse() {
        var scenario = runs.publish(Drawn.scenario()
                .start("Start", "startManually")
                .task("Set", "updateContact", "field", "lastName", "value", "新しい")
                .days("Wait", 7)
                .end("End", "exhausted")
                .way("Start", "Set", "Wait", "End"));
        var people = new ArrayList<ContactId>();
        for (int i = 0; i < 9; i++) {
            people.add(runs.somebody());
        }
        var nobody = new ContactId(4_711_000_000L + System.nanoTime() % 1_000_000);
        people.add(4, nobody);

        long batch = runs.enrol(scenario, people.toArray(ContactId[]::new));

        var progress = batches.find(scenario, batch).orElseThrow();
        assertThat(progress.started()).isEqualTo(9);
        assertThat(progress.pending()).isEqualTo(1);
        for (var person : people) {
            if (!person.equals(nobody)) {
                assertThat(runs.of(scenario, person).waitsAt()).containsExactly("Wait");
            }
        }
    }

    @Test
    void theCountsSayWhereEverybodyIsBeforeAndAfterTheyAreAddedUp() {
        var scenario = runs.publish(waits());
        var taro = runs.somebody();
        runs.enrol(scenario, taro, runs.somebody(), runs.somebody());
        runs.of(scenario, taro).fire("Wait");

        for (int i = 0; i < 2; i++) {
            var now = counts.of(scenario, null);
            assertThat(now.running()).isEqualTo(2);
            assertThat(now.ended()).containsEntry("exhausted", 1L).containsEntry("converted", 0L);
            var wait = now.elements().stream()
                    .filter(element -> element.id().equals("Wait"))
                    .findFirst()
                    .orElseThrow();
            assertThat(wait.entered()).isEqualTo(3);
            assertThat(wait.waiting()).isEqualTo(2);
            tally.round();
        }
        assertThat(jdbc.sql("SELECT COUNT(*) FROM scenario_tally WHERE scenario_key = :key AND element = 'Wait'")
                        .param("key", scenario)
                        .query(Integer.class)
                        .single())
                .isEqualTo(1);
    }

    @Test
    void whoIsErasedLeavesNoTraceInRunsOrEngine() {
        var scenario = runs.publish(waits());
        var taro = runs.somebody();
        runs.enrol(scenario, taro);
        var run = runs.of(scenario, taro);

        erasure.erase(taro);

        for (var table : List.of(
                "enrolment WHERE contact_id = " + taro,
                "enrolment_step WHERE enrolment_id = " + run.enrolment(),
                "scenario_wait WHERE contact_id = " + taro,
                "scenario_signal WHERE contact_id = " + taro,
                "ACT_RU_EXECUTION WHERE PROC_INST_ID_ = '" + run.instance() + "'",
                "ACT_RU_JOB WHERE PROCESS_INSTANCE_ID_ = '" + run.instance() + "'",
                "ACT_HI_PROCINST WHERE PROC_INST_ID_ = '" + run.instance() + "'")) {
            assertThat(jdbc.sql("SELECT COUNT(*) FROM " + table)
                            .query(Integer.class)
                            .single())
                    .as(table)
                    .isZero();
        }
        assertThat(counts.of(scenario, null).running()).isZero();
    }

    @Test
    void whatARunPassesInOneTransactionSharesARow() {
        var scenario = runs.publish(Drawn.scenario()
                .start("Start", "startManually")
                .task("Tag", "addTag", "tag", "x")
                .days("Wait", 7)
                .task("Tag2", "addTag", "tag", "y")
                .end("End", "exhausted")
                .way("Start", "Tag", "Wait", "Tag2", "End"));
        var taro = runs.somebody();
        runs.enrol(scenario, taro);
        runs.of(scenario, taro).fire("Wait");

        assertThat(runs.of(scenario, taro).log())
                .containsExactly(
                        "PASSED Start", "PASSED Tag", "ENTERED Wait", "LEFT Wait", "PASSED Tag2", "PASSED End");
        assertThat(jdbc.sql("SELECT COUNT(*) FROM enrolment_step WHERE enrolment_id = :id")
                        .param("id", runs.of(scenario, taro).enrolment())
                        .query(Integer.class)
                        .single())
                .isEqualTo(2);
    }

    @Test
    void aRequestThatWasTakenBackBeforeItBeganCountsAsRefused() {
        var scenario = runs.publish(waits());
        var taro = runs.somebody();
        var hanako = runs.somebody();
        long batch = enrolments.request(scenario, List.of(taro, hanako), "test");
        assertThat(batches.find(scenario, batch).orElseThrow().pending()).isEqualTo(2);

        jdbc.sql("UPDATE enrolment SET status = 'REFUSED' WHERE contact_id = :contact")
                .param("contact", taro.value())
                .update();
        starter.round();

        var progress = batches.find(scenario, batch).orElseThrow();
        assertThat(progress.started()).isEqualTo(1);
        assertThat(progress.refused()).isEqualTo(1);
        assertThat(progress.done()).isTrue();
        assertThat(runs.of(scenario, hanako).waitsAt()).containsExactly("Wait");
        assertThat(runs.of(scenario, taro).waitsAt()).isEmpty();
    }
}
