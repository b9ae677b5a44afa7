package org.minori.scenarios.operations;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.time.LocalDateTime;
import java.util.Date;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Executors;
import org.camunda.bpm.engine.OptimisticLockingException;
import org.camunda.bpm.engine.ProcessEnginePersistenceException;
import org.junit.jupiter.api.Test;
import org.minori.contacts.ContactId;
import org.minori.scenarios.operations.Migrating.Move;
import org.minori.scenarios.runs.Drawn;
import org.minori.tracking.Touchpoint;
import org.springframework.dao.ConcurrencyFailureException;

/** Runs that go on while they are moved. */
class MovingMeanwhileTests extends MigrationTest {

    @Test
    void anEventThatComesWhileTheRunIsMovedIsNotLost() {
        var scenario = runs.publish(Drawn.scenario()
                .start("Start", "startManually")
                .event("Clicked", "emailClicked", "subject", "offer")
                .end("End", "converted")
                .way("Start", "Clicked", "End"));
        var taro = people(scenario, 1).get(0);
        published.publish(
                scenario,
                Drawn.scenario()
                        .start("Start", "startManually")
                        .event("Hit", "emailClicked", "subject", "offer")
                        .end("End", "converted")
                        .way("Start", "Hit", "End")
                        .xml());
        var wake = runs.of(scenario, taro).foundByAClick(taro, "offer");
        move(new Move(scenario, 1, 2, Map.of("Clicked", "Hit"), null));

        wake.run();

        assertThat(runs.of(scenario, taro).status()).isEqualTo("ENDED converted");
    }

    private static Drawn race(String gateway, String event, String timer) {
        return Drawn.scenario()
                .start("Start", "startManually")
                .whicheverFirst(gateway)
                .event(event, "emailClicked", "subject", "offer")
                .days(timer, 7)
                .task("Thanks", "sendEmail", "email", "thanks")
                .task("Again", "sendEmail", "email", "again")
                .end("Yes", "converted")
                .days("Later", 7)
                .end("No", "exhausted")
                .way("Start", gateway, event, "Thanks", "Yes")
                .way(gateway, timer, "Again", "Later", "No");
    }

    @Test
    void nobodyIsLostOrDoubledWhileTimersFireAndClicksComeIn() throws Exception {
        int third = 40;
        var scenario = published.publish(race("First", "Clicked", "Week").xml());
        var people = people(scenario, 3 * third);
        published.publish(scenario, race("Race", "Hit", "Days").xml());
        jdbc.sql("UPDATE ACT_RU_JOB SET DUEDATE_ = :then WHERE PROCESS_INSTANCE_ID_ IN (:instances)")
                .param("then", LocalDateTime.now().minusDays(1))
                .param(
                        "instances",
                        people.subList(third, 2 * third).stream()
                                .map(one -> runs.of(scenario, one).instance())
                                .toList())
                .update();
        var clicks = people.subList(0, third).stream()
                .map(one -> new Touchpoint(null, one, "emailClicked", "offer", Instant.now(), Map.of(), false))
                .toList();
        long batch = migrating.start(
                new Move(scenario, 1, 2, Map.of("First", "Race", "Clicked", "Hit", "Week", "Days"), null));

        var pool = Executors.newFixedThreadPool(3);
        try {
            var all = List.of(
                    pool.submit(worker::round),
                    pool.submit(() -> clicks.forEach(click -> {
                        activities.record(List.of(click));
                        again(runs::work);
                    })),
                    pool.submit(() -> fireAll(scenario, people.subList(third, 2 * third))));
            for (var one : all) {
                one.get();
            }
        } finally {
            pool.shutdown();
        }
        // Who met somebody else's change is tried again, a moment later.
        batches.retryFailed(batches.find(batch).orElseThrow());
        worker.round();
        jdbc.sql("UPDATE scenario_signal SET due_at = :then")
                .param("then", LocalDateTime.now().minusDays(1))
                .update();
        runs.work();

        assertThat(people.subList(0, third))
                .allSatisfy(one -> assertThat(runs.of(scenario, one).status()).isEqualTo("ENDED converted"));
        assertThat(people.subList(third, 2 * third))
                .allSatisfy(one -> assertThat(runs.of(scenario, one).waitsAt()).containsExactly("Later"));
        assertThat(people.subList(2 * third, 3 * third))
                .allSatisfy(one -> assertThat(runs.of(scenario, one).waitsAt()).containsExactly("Race"));
        assertThat(mails(scenario, "thanks")).isEqualTo(third);
        assertThat(mails(scenario, "again")).isEqualTo(third);
        assertThat(counts.ofAllVersions(scenario).running()).isEqualTo(2L * third);
        assertThat(waiting(scenario, 2, "Race")).isEqualTo(third);
        assertThat(waiting(scenario, 1, "First")).isZero();
    }

    /**
     * As the job executor does: one by one, and again where somebody else changed the run in between; the engine puts off what
     * failed so for a moment.
     */
    private void fireAll(String scenario, List<ContactId> people) {
        for (var one : people) {
            again(() -> jobs.createJobQuery()
                    .processInstanceId(runs.of(scenario, one).instance())
                    .duedateLowerThan(Date.from(Instant.now().plus(Duration.ofDays(1))))
                    .list()
                    .forEach(job -> jobs.executeJob(job.getId())));
        }
    }

    private static void again(Runnable work) {
        for (int tries = 0; ; tries++) {
            try {
                work.run();
                return;
            } catch (OptimisticLockingException
                    | ProcessEnginePersistenceException
                    | ConcurrencyFailureException changed) {
                if (tries == 20) {
                    throw changed;
                }
            }
        }
    }
}
