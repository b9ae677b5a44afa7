package org.minori.scenarios.operations;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.minori.MinoriTest;
import org.minori.contacts.ContactId;
import org.minori.scenarios.engine.DueTimers;
import org.minori.scenarios.runs.Drawn;
import org.minori.scenarios.runs.ScenarioRuns;
import org.minori.tracking.ActivityLog;
import org.minori.tracking.Touchpoint;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.jdbc.core.simple.JdbcClient;

/** Holding scenarios and runs; days pass by moving what is written down into the past. */
@MinoriTest
class PausingTests {

    @Autowired
    ScenarioRuns runs;

    @Autowired
    Pausing pausing;

    @Autowired
    ResumePreview preview;

    @Autowired
    BatchWorker worker;

    @Autowired
    DueTimers timers;

    @Autowired
    ActivityLog activities;

    @Autowired
    JdbcClient jdbc;

    private String mailAfterDays() {
        return runs.publish(Drawn.scenario()
                .start("Start", "startManually")
                .days("Wait", 5)
                .task("Send", "sendEmail", "email", "welcome")
                .days("Later", 2)
                .end("End", "exhausted")
                .way("Start", "Wait", "Send", "Later", "End"));
    }

    /** Days pass for everything that is written down about the scenario. */
    private void pass(String scenario, int days) {
        var jobs = "PROCESS_DEF_ID_ IN (SELECT process_definition_id FROM scenario_version WHERE scenario_key = :key)";
        move("ACT_RU_JOB", "DUEDATE_", jobs, scenario, days);
        move("ACT_RU_JOB", "CREATE_TIME_", jobs, scenario, days);
        move("scenario_pause", "paused_at", "scenario_key = :key", scenario, days);
        move("enrolment_pause", "paused_at", "scenario_key = :key", scenario, days);
        move("enrolment", "requested_at", "scenario_key = :key", scenario, days);
        move(
                "scenario_held_wake",
                "happened_at",
                "enrolment_id IN (SELECT id FROM enrolment WHERE scenario_key = :key)",
                scenario,
                days);
    }

    private void move(String table, String column, String which, String scenario, int days) {
        jdbc.sql("UPDATE " + table + " SET " + column + " = TIMESTAMPADD(DAY, -" + days + ", " + column + ") WHERE "
                        + which)
                .param("key", scenario)
                .update();
    }

    private void due(String scenario, ContactId contact, int daysAgo) {
        jdbc.sql("UPDATE ACT_RU_JOB SET DUEDATE_ = TIMESTAMPADD(DAY, :days, CURRENT_TIMESTAMP) "
                        + "WHERE PROCESS_INSTANCE_ID_ = :instance")
                .param("days", -daysAgo)
                .param("instance", runs.of(scenario, contact).instance())
                .update();
    }

    private long mails(String scenario, boolean late) {
        return jdbc.sql(
                        "SELECT COUNT(*) FROM outbox_mail m JOIN enrolment e ON e.id = m.enrolment_id "
                                + "WHERE e.scenario_key = :key AND (m.late_after_seconds IS NOT NULL AND m.late_after_seconds < 0) = :late")
                .param("key", scenario)
                .param("late", late)
                .query(Long.class)
                .single();
    }

    private List<ContactId> people(String scenario, int count) {
        var people = new ArrayList<ContactId>();
        for (int i = 0; i < count; i++) {
            people.add(runs.somebody());
        }
        runs.enrol(scenario, people.toArray(ContactId[]::new));
        return people;
    }

    private void resume(String scenario, Late late, Integer hours) {
        pausing.resume(scenario, late, hours);
        worker.round();
        timers.fire();
        runs.work();
    }

    @Test
    void nothingOfAPausedScenarioTimesOut() {
        var scenario = mailAfterDays();
        var other = mailAfterDays();
        var taro = people(scenario, 1).get(0);
        var hana = people(other, 1).get(0);
        pausing.pause(scenario, "offer is wrong");
        pass(scenario, 6);
        pass(other, 6);

        timers.fire();
        timers.fire();

        assertThat(runs.of(scenario, taro).waitsAt()).containsExactly("Wait");
        assertThat(runs.of(other, hana).waitsAt()).containsExactly("Later");
        resume(scenario, Late.SEND, null);
        assertThat(runs.of(scenario, taro).waitsAt()).containsExactly("Later");
        assertThat(mails(scenario, false)).isEqualTo(1);
    }

    @Test
    void newOnesQueueUpAndStartAfterwards() {
        var scenario = mailAfterDays();
        pausing.pause(scenario, "");
        var taro = people(scenario, 1).get(0);
        assertThat(runs.of(scenario, taro).status()).isEqualTo("REQUESTED");

        resume(scenario, Late.SHIFT, null);

        assertThat(runs.of(scenario, taro).waitsAt()).containsExactly("Wait");
    }

    @Test
    void shiftedTimersWaitAsLongAsWasLeft() {
        var scenario = mailAfterDays();
        var taro = people(scenario, 1).get(0);
        pass(scenario, 2);
        pausing.pause(scenario, "");
        pass(scenario, 10);
        timers.fire();
        assertThat(preview.of(scenario, 72)).isEqualTo(new ResumePreview.Preview(1, 0, 0, 0, 1, 0));

        resume(scenario, Late.SHIFT, null);

        assertThat(runs.of(scenario, taro).waitsAt()).containsExactly("Wait");
        pass(scenario, 2);
        timers.fire();
        assertThat(runs.of(scenario, taro).waitsAt()).containsExactly("Wait");
        // The third day ends when this one began, to the second as MySQL keeps it.
        pass(scenario, 2);
        timers.fire();
        assertThat(runs.of(scenario, taro).waitsAt()).containsExactly("Later");
    }

    @Test
    void tenDaysOfPauseAndThreeThatAreNotTooLateMakeNoBurst() {
        var scenario = mailAfterDays();
        var people = people(scenario, 20);
        pausing.pause(scenario, "");
        var queued = people(scenario, 3);
        pass(scenario, 10);
        for (int i = 0; i < people.size(); i++) {
            due(scenario, people.get(i), i % 10);
        }
        timers.fire();
        var expected = preview.of(scenario, 72);

        resume(scenario, Late.EXPIRE, 72);

        assertThat(mails(scenario, false)).isEqualTo(6).isEqualTo(expected.expire());
        assertThat(mails(scenario, true)).isEqualTo(14);
        assertThat(expected.send()).isEqualTo(20);
        assertThat(people)
                .allSatisfy(one -> assertThat(runs.of(scenario, one).waitsAt()).containsExactly("Later"));
        assertThat(queued)
                .allSatisfy(one -> assertThat(runs.of(scenario, one).status()).isEqualTo("REFUSED"));
        // What comes next keeps its rhythm: whoever was 9 days late waits one day of two, whoever was 8 days late both.
        assertThat(hoursUntilNext(scenario, people.get(9))).isBetween(20L, 26L);
        assertThat(hoursUntilNext(scenario, people.get(8))).isBetween(44L, 50L);
    }

    private long hoursUntilNext(String scenario, ContactId contact) {
        return jdbc.sql("SELECT TIMESTAMPDIFF(HOUR, :now, DUEDATE_) FROM ACT_RU_JOB WHERE PROCESS_INSTANCE_ID_ = :id")
                .param("now", org.minori.storage.Utc.of(Instant.now()))
                .param("id", runs.of(scenario, contact).instance())
                .query(Long.class)
                .single();
    }

    @Test
    void whatHappenedMeanwhileWakesAfterwards() {
        var scenario = runs.publish(Drawn.scenario()
                .start("Start", "startManually")
                .event("Clicked", "emailClicked", "subject", "offer")
                .task("Send", "sendEmail", "email", "welcome")
                .end("End", "converted")
                .way("Start", "Clicked", "Send", "End"));
        var taro = people(scenario, 1).get(0);
        pausing.pause(scenario, "");
        activities.record(List.of(new Touchpoint(null, taro, "emailClicked", "offer", Instant.now(), Map.of(), false)));
        runs.work();
        assertThat(runs.of(scenario, taro).waitsAt()).containsExactly("Clicked");
        assertThat(preview.of(scenario, 24)).isEqualTo(new ResumePreview.Preview(0, 1, 0, 1, 1, 1));
        pass(scenario, 2);
        assertThat(preview.of(scenario, 24).expire()).isZero();

        resume(scenario, Late.EXPIRE, 24);

        assertThat(runs.of(scenario, taro).status()).isEqualTo("ENDED converted");
        assertThat(mails(scenario, true)).isEqualTo(1);
        assertThat(mails(scenario, false)).isZero();
    }

    @Test
    void oneRunIsHeldByItself() {
        var scenario = mailAfterDays();
        var people = people(scenario, 2);
        var held = runs.of(scenario, people.get(0));
        pausing.pauseRun(scenario, held.enrolment(), "asked us to wait");
        pass(scenario, 6);
        timers.fire();
        assertThat(held.waitsAt()).containsExactly("Wait");
        assertThat(runs.of(scenario, people.get(1)).waitsAt()).containsExactly("Later");

        pausing.pause(scenario, "");
        resume(scenario, Late.SEND, null);
        assertThat(held.waitsAt()).containsExactly("Wait");

        pausing.resumeRun(scenario, held.enrolment(), Late.SEND, null);
        worker.round();
        timers.fire();
        assertThat(held.waitsAt()).containsExactly("Later");
    }
}
