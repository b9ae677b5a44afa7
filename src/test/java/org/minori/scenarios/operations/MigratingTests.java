package org.minori.scenarios.operations;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.tuple;

import java.time.Duration;
import java.time.Instant;
import java.time.LocalDateTime;
import java.util.ArrayList;
import java.util.Date;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Executors;
import org.camunda.bpm.engine.ManagementService;
import org.camunda.bpm.engine.OptimisticLockingException;
import org.camunda.bpm.engine.ProcessEnginePersistenceException;
import org.junit.jupiter.api.Test;
import org.minori.MinoriTest;
import org.minori.contacts.ContactId;
import org.minori.sales.SalesTaskId;
import org.minori.sales.SalesTasks;
import org.minori.scenarios.authoring.TestScenarios;
import org.minori.scenarios.engine.DueTimers;
import org.minori.scenarios.operations.Migrating.Move;
import org.minori.scenarios.operations.Migrating.Reason;
import org.minori.scenarios.operations.Migrating.Stuck;
import org.minori.scenarios.runs.Drawn;
import org.minori.scenarios.runs.RunCounts;
import org.minori.scenarios.runs.ScenarioRuns;
import org.minori.tracking.ActivityLog;
import org.minori.tracking.Touchpoint;
import org.minori.web.InvalidInput;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.dao.ConcurrencyFailureException;
import org.springframework.jdbc.core.simple.JdbcClient;

/** Moving those who are on their way to another version. */
@MinoriTest
class MigratingTests {

    private static final int MANY = 500;

    @Autowired
    ScenarioRuns runs;

    @Autowired
    TestScenarios published;

    @Autowired
    Migrating migrating;

    @Autowired
    Repairing repairing;

    @Autowired
    Pausing pausing;

    @Autowired
    BatchWorker worker;

    @Autowired
    Batches batches;

    @Autowired
    RunCounts counts;

    @Autowired
    DueTimers timers;

    @Autowired
    SalesTasks tasks;

    @Autowired
    ActivityLog activities;

    @Autowired
    ManagementService jobs;

    @Autowired
    JdbcClient jdbc;

    private static Drawn mailThenAWeek() {
        return Drawn.scenario()
                .start("Start", "startManually")
                .task("Send", "sendEmail", "email", "welcome")
                .days("Week", 7)
                .end("End", "exhausted")
                .way("Start", "Send", "Week", "End");
    }

    private static Drawn withASecondMail() {
        return Drawn.scenario()
                .start("Start", "startManually")
                .task("Send", "sendEmail", "email", "welcome")
                .days("Week", 7)
                .task("Second", "sendEmail", "email", "second")
                .days("Later", 3)
                .end("End", "exhausted")
                .way("Start", "Send", "Week", "Second", "Later", "End");
    }

    private List<ContactId> people(String scenario, int count) {
        var people = new ArrayList<ContactId>();
        for (int i = 0; i < count; i++) {
            people.add(runs.somebody());
        }
        runs.enrol(scenario, people.toArray(ContactId[]::new));
        return people;
    }

    private static Move everyone(String scenario) {
        return new Move(scenario, 1, 2, Map.of(), null);
    }

    private Batch move(Move move) {
        long batch = migrating.start(move);
        worker.round();
        return batches.find(batch).orElseThrow();
    }

    private int version(String scenario, ContactId contact) {
        return jdbc.sql("SELECT version FROM enrolment WHERE id = :id")
                .param("id", runs.of(scenario, contact).enrolment())
                .query(Integer.class)
                .single();
    }

    private Map<String, LocalDateTime> dueDates(String scenario) {
        var due = new LinkedHashMap<String, LocalDateTime>();
        jdbc.sql("""
                        SELECT j.PROCESS_INSTANCE_ID_, j.DUEDATE_ FROM ACT_RU_JOB j
                        JOIN enrolment e ON e.process_instance_id = j.PROCESS_INSTANCE_ID_ WHERE e.scenario_key = :key
                        """).param("key", scenario).query(row -> {
            due.put(row.getString(1), row.getObject(2, LocalDateTime.class));
        });
        return due;
    }

    private long mails(String scenario, String email) {
        return jdbc.sql("""
                        SELECT COUNT(*) FROM outbox_mail m JOIN enrolment e ON e.id = m.enrolment_id
                        WHERE e.scenario_key = :key AND m.email_key = :email
                        """)
                .param("key", scenario)
                .param("email", email)
                .query(Long.class)
                .single();
    }

    private void clicked(ContactId contact, String what) {
        activities.record(List.of(new Touchpoint(null, contact, "emailClicked", what, Instant.now(), Map.of(), false)));
        runs.work();
    }

    private long waiting(String scenario, int version, String element) {
        return counts.of(scenario, version).elements().stream()
                .filter(one -> one.id().equals(element))
                .findFirst()
                .orElseThrow()
                .waiting();
    }

    @Test
    void hundredsWhoWaitAWeekKeepTheirDayAndGoOnInTheNewVersion() {
        var scenario = runs.publish(mailThenAWeek());
        var people = people(scenario, MANY);
        var due = dueDates(scenario);
        published.publish(scenario, withASecondMail().xml());
        var preview = migrating.preview(everyone(scenario));
        assertThat(preview.movable()).isEqualTo(MANY);
        assertThat(preview.stuck()).isEmpty();
        assertThat(preview.mapping()).containsExactly(Map.entry("Week", "Week"));

        var batch = move(everyone(scenario));

        assertThat(batch.state()).isEqualTo(Batch.State.DONE);
        assertThat(List.of(batch.total(), batch.done(), batch.gone(), batch.failed()))
                .containsExactly((long) MANY, (long) MANY, 0L, 0L);
        assertThat(dueDates(scenario)).isEqualTo(due).hasSize(MANY);
        assertThat(counts.of(scenario, 1).running()).isZero();
        assertThat(counts.of(scenario, 2).running()).isEqualTo(MANY);
        assertThat(waiting(scenario, 1, "Week")).isZero();
        assertThat(waiting(scenario, 2, "Week")).isEqualTo(MANY);
        assertThat(counts.ofAllVersions(scenario).entered()).isEqualTo(MANY);
        assertThat(mails(scenario, "welcome")).isEqualTo(MANY);
        assertThat(jdbc.sql("""
                                SELECT COUNT(*) FROM ACT_HI_PROCINST h JOIN enrolment e ON e.process_instance_id = h.ID_
                                JOIN scenario_version v ON v.process_definition_id = h.PROC_DEF_ID_
                                WHERE e.scenario_key = :key AND v.version = 2 AND h.START_TIME_ IS NOT NULL
                                  AND h.END_TIME_ IS NULL AND h.BUSINESS_KEY_ = e.contact_id
                                """).param("key", scenario).query(Long.class).single())
                .as("what the engine remembers")
                .isEqualTo(MANY);
        var first = runs.of(scenario, people.get(0));
        first.fire("Week");
        assertThat(first.waitsAt()).containsExactly("Later");
        assertThat(mails(scenario, "second")).isEqualTo(1);
        assertThat(first.log())
                .containsExactly(
                        "PASSED Start",
                        "PASSED Send",
                        "ENTERED Week",
                        "LEFT Week",
                        "ENTERED Week",
                        "LEFT Week",
                        "PASSED Second",
                        "ENTERED Later");
    }

    @Test
    void aMoveThatIsKilledHalfWayGoesOnWithTheRest() {
        var scenario = runs.publish(mailThenAWeek());
        people(scenario, 120);
        published.publish(scenario, withASecondMail().xml());
        long batch = migrating.start(everyone(scenario));

        worker.oneChunk(batches.find(batch).orElseThrow());

        assertThat(waiting(scenario, 2, "Week")).isEqualTo(50);
        assertThatThrownBy(() -> migrating.start(everyone(scenario))).isInstanceOf(Refused.class);
        worker.round();
        assertThat(waiting(scenario, 2, "Week")).isEqualTo(120);
        assertThat(batches.find(batch).orElseThrow().done()).isEqualTo(120);
        assertThat(move(everyone(scenario)).total()).isZero();
    }

    @Test
    void whoHasPassedTheMailBeforeDoesNotGetItAgainWhenItStandsLaterNow() {
        var scenario = runs.publish(mailThenAWeek());
        var taro = people(scenario, 1).get(0);
        published.publish(
                scenario,
                Drawn.scenario()
                        .start("Start", "startManually")
                        .days("Week", 7)
                        .task("Send", "sendEmail", "email", "welcome")
                        .days("Later", 1)
                        .end("End", "exhausted")
                        .way("Start", "Week", "Send", "Later", "End")
                        .xml());
        var hana = people(scenario, 1).get(0);
        move(everyone(scenario));

        runs.of(scenario, taro).fire("Week");
        runs.of(scenario, hana).fire("Week");

        assertThat(runs.of(scenario, taro).waitsAt()).containsExactly("Later");
        assertThat(runs.of(scenario, hana).waitsAt()).containsExactly("Later");
        assertThat(mails(scenario, "welcome")).isEqualTo(2);
    }

    @Test
    void whoGotAMailGetsItFromNoOtherStepEitherButANewOneFromTheSameStep() {
        var scenario = published.publish(withASecondMail().xml());
        var people = people(scenario, 2);
        published.publish(
                scenario,
                Drawn.scenario()
                        .start("Start", "startManually")
                        .task("Send", "sendEmail", "email", "second")
                        .days("Week", 7)
                        .task("Second", "sendEmail", "email", "welcome")
                        .days("Later", 3)
                        .task("Third", "sendEmail", "email", "second")
                        .end("End", "exhausted")
                        .way("Start", "Send", "Week", "Second", "Later", "Third", "End")
                        .xml());
        move(everyone(scenario));

        runs.of(scenario, people.get(0)).fire("Week");
        assertThat(mails(scenario, "welcome")).isEqualTo(2);
        runs.of(scenario, people.get(0)).fire("Later");
        assertThat(mails(scenario, "second")).isEqualTo(1);

        repairing.move(scenario, runs.of(scenario, people.get(1)).enrolment(), "Week", "Second");
        assertThat(runs.of(scenario, people.get(1)).waitsAt()).containsExactly("Later");
        assertThat(mails(scenario, "welcome")).isEqualTo(2);
    }

    @Test
    void whoIsTakenBackByHandAfterAMoveGetsNoMailAgain() {
        var scenario = published.publish(withASecondMail().xml());
        var taro = people(scenario, 1).get(0);
        published.publish(scenario, withASecondMail().xml());
        move(everyone(scenario));

        repairing.move(scenario, runs.of(scenario, taro).enrolment(), null, "Send");

        assertThat(runs.of(scenario, taro).waitsAt()).containsExactly("Week");
        assertThat(mails(scenario, "welcome")).isEqualTo(1);
    }

    @Test
    void twoMovesLaterAMailIsStillNotSentAgain() {
        var scenario = runs.publish(mailThenAWeek());
        var taro = people(scenario, 1).get(0);
        var later = Drawn.scenario()
                .start("Start", "startManually")
                .days("Week", 7)
                .task("Send", "sendEmail", "email", "welcome")
                .days("Later", 1)
                .end("End", "exhausted")
                .way("Start", "Week", "Send", "Later", "End")
                .xml();
        published.publish(scenario, withASecondMail().xml());
        published.publish(scenario, later);
        move(everyone(scenario));
        move(new Move(scenario, 2, 3, Map.of(), null));

        runs.of(scenario, taro).fire("Week");

        assertThat(version(scenario, taro)).isEqualTo(3);
        assertThat(mails(scenario, "welcome")).isEqualTo(1);
    }

    @Test
    void aLoopGoesOnSendingInTheNewVersion() {
        var loop = Drawn.scenario()
                .start("Start", "startManually")
                .task("Send", "sendEmail", "email", "welcome")
                .days("Week", 7)
                .choice("Enough", "Flow_Again")
                .end("End", "exhausted")
                .way("Start", "Send", "Week", "Enough")
                .flow("Flow_Again", "Enough", "Send", "")
                .flow("Flow_Enough", "Enough", "End", "score.overall >= 50")
                .xml();
        var scenario = published.publish(loop);
        var taro = people(scenario, 1).get(0);
        runs.of(scenario, taro).fire("Week");
        published.publish(scenario, loop);
        move(everyone(scenario));

        runs.of(scenario, taro).fire("Week");
        runs.of(scenario, taro).fire("Week");

        assertThat(mails(scenario, "welcome")).isEqualTo(4);
    }

    @Test
    void whoRestsWhereNothingTakesOverStaysAndCanBeMovedLater() {
        var scenario = runs.publish(Drawn.scenario()
                .start("Start", "startManually")
                .event("Clicked", "emailClicked", "subject", "offer")
                .days("Week", 7)
                .end("End", "exhausted")
                .way("Start", "Clicked", "Week", "End"));
        var people = people(scenario, 3);
        clicked(people.get(0), "offer");
        published.publish(
                scenario,
                Drawn.scenario()
                        .start("Start", "startManually")
                        .days("Week", 7)
                        .end("End", "exhausted")
                        .way("Start", "Week", "End")
                        .xml());

        assertThat(migrating.preview(everyone(scenario)).stuck())
                .extracting(Stuck::element, Stuck::count, Stuck::reason)
                .containsExactly(tuple("Clicked", 2L, Reason.NO_LIKE));
        assertThat(move(everyone(scenario)).total()).isEqualTo(1);
        assertThat(version(scenario, people.get(0))).isEqualTo(2);
        assertThat(version(scenario, people.get(1))).isEqualTo(1);

        clicked(people.get(1), "offer");
        assertThat(runs.of(scenario, people.get(1)).waitsAt()).containsExactly("Week");
        assertThat(move(everyone(scenario)).done()).isEqualTo(1);
        assertThat(version(scenario, people.get(1))).isEqualTo(2);
        assertThat(version(scenario, people.get(2))).isEqualTo(1);
    }

    @Test
    void whoGoesOnToSuchAStepMeanwhileIsPutAsideAndTriedAgain() {
        var scenario = runs.publish(Drawn.scenario()
                .start("Start", "startManually")
                .days("Week", 7)
                .event("Clicked", "emailClicked", "subject", "offer")
                .days("Later", 1)
                .end("End", "exhausted")
                .way("Start", "Week", "Clicked", "Later", "End"));
        var people = people(scenario, 3);
        published.publish(
                scenario,
                Drawn.scenario()
                        .start("Start", "startManually")
                        .days("Week", 7)
                        .days("Later", 1)
                        .end("End", "exhausted")
                        .way("Start", "Week", "Later", "End")
                        .xml());
        long id = migrating.start(everyone(scenario));
        runs.of(scenario, people.get(0)).fire("Week");
        jdbc.sql("UPDATE enrolment SET version = 2 WHERE id = :id")
                .param("id", runs.of(scenario, people.get(2)).enrolment())
                .update();

        worker.round();

        var batch = batches.find(id).orElseThrow();
        assertThat(List.of(batch.done(), batch.gone(), batch.failed())).containsExactly(2L, 1L, 1L);
        clicked(people.get(0), "offer");
        batches.retryFailed(batch);
        worker.round();
        assertThat(version(scenario, people.get(0))).isEqualTo(2);
        assertThat(runs.of(scenario, people.get(0)).waitsAt()).containsExactly("Later");
    }

    @Test
    void onlyThoseMoveWhoHaveNotComeToTheStep() {
        var scenario = published.publish(withASecondMail().xml());
        var people = people(scenario, 3);
        runs.of(scenario, people.get(0)).fire("Week");
        published.publish(scenario, withASecondMail().xml());
        var before = new Move(scenario, 1, 2, Map.of(), "Second");
        assertThat(migrating.preview(before).movable()).isEqualTo(2);

        move(before);

        assertThat(version(scenario, people.get(0))).isEqualTo(1);
        assertThat(version(scenario, people.get(1))).isEqualTo(2);
        assertThat(version(scenario, people.get(2))).isEqualTo(2);
    }

    @Test
    void whatIsWaitedForMovesToAStepOfAnotherName() {
        var scenario = runs.publish(Drawn.scenario()
                .start("Start", "startManually")
                .whicheverFirst("First")
                .event("Clicked", "emailClicked", "subject", "offer")
                .days("Week", 7)
                .end("Yes", "converted")
                .end("No", "exhausted")
                .way("Start", "First", "Clicked", "Yes")
                .way("First", "Week", "No"));
        var people = people(scenario, 3);
        var due = dueDates(scenario);
        published.publish(
                scenario,
                Drawn.scenario()
                        .start("Start", "startManually")
                        .whicheverFirst("Race")
                        .event("Hit", "emailClicked", "subject", "other")
                        .days("Days", 14)
                        .event("Called", "phoned")
                        .end("Yes", "converted")
                        .end("No", "exhausted")
                        .way("Start", "Race", "Hit", "Yes")
                        .way("Race", "Called", "Yes")
                        .way("Race", "Days", "No")
                        .xml());
        var unsaid = migrating.preview(everyone(scenario));
        assertThat(unsaid.movable()).isZero();
        assertThat(unsaid.stuck()).extracting(Stuck::reason).containsExactly(Reason.NOT_CHOSEN);

        var said = new Move(scenario, 1, 2, Map.of("First", "Race", "Clicked", "Hit"), null);
        assertThat(migrating.preview(said).mapping())
                .containsEntry("Clicked", "Hit")
                .containsEntry("Week", "Days");
        assertThat(move(said).done()).isEqualTo(3);

        assertThat(dueDates(scenario)).isEqualTo(due);
        clicked(people.get(0), "offer");
        assertThat(runs.of(scenario, people.get(0)).waitsAt()).containsExactly("Race");
        clicked(people.get(0), "other");
        assertThat(runs.of(scenario, people.get(0)).status()).isEqualTo("ENDED converted");
        activities.record(List.of(new Touchpoint(null, people.get(1), "phoned", "us", Instant.now(), Map.of(), false)));
        runs.work();
        assertThat(runs.of(scenario, people.get(1)).status()).isEqualTo("ENDED converted");
        runs.of(scenario, people.get(2)).fire("Days");
        assertThat(runs.of(scenario, people.get(2)).status()).isEqualTo("ENDED exhausted");
        assertThat(jdbc.sql("SELECT COUNT(*) FROM scenario_wait w JOIN enrolment e ON e.id = w.enrolment_id "
                                + "WHERE e.scenario_key = :key")
                        .param("key", scenario)
                        .query(Long.class)
                        .single())
                .isZero();
    }

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

    @Test
    void goalsThatTheNewVersionAddsAreWaitedForAndThoseThatItDropsAreNot() {
        var scenario = runs.publish(Drawn.scenario()
                .start("Start", "startManually")
                .days("Week", 7)
                .end("End", "exhausted")
                .goal("Old", "emailClicked", "subject", "old")
                .way("Start", "Week", "End"));
        var taro = people(scenario, 1).get(0);
        published.publish(
                scenario,
                Drawn.scenario()
                        .start("Start", "startManually")
                        .days("Week", 7)
                        .end("End", "exhausted")
                        .goal("New", "phoned")
                        .way("Start", "Week", "End")
                        .xml());
        move(everyone(scenario));

        clicked(taro, "old");
        assertThat(runs.of(scenario, taro).waitsAt()).containsExactly("Week");
        activities.record(List.of(new Touchpoint(null, taro, "phoned", "us", Instant.now(), Map.of(), false)));
        runs.work();
        assertThat(runs.of(scenario, taro).status()).startsWith("ENDED");
        assertThat(runs.of(scenario, taro).log()).contains("PASSED New");
    }

    @Test
    void whatSalesIsAskedStaysOneTaskAndItsAnswerArrives() {
        var scenario = runs.publish(Drawn.scenario()
                .start("Start", "startManually")
                .handOff("HandOff")
                .end("End", "handedOver")
                .way("Start", "HandOff", "End"));
        var taro = people(scenario, 1).get(0);
        published.publish(
                scenario,
                Drawn.scenario()
                        .start("Start", "startManually")
                        .handOff("ToSales", "result", "answer")
                        .edge("Late", "ToSales", 5)
                        .choice("How", "Flow_No")
                        .days("Nurture", 30)
                        .end("End", "handedOver")
                        .way("Start", "ToSales", "How")
                        .flow("Flow_Yes", "How", "End", "answer = \"accepted\"")
                        .flow("Flow_No", "How", "Nurture", "")
                        .way("Nurture", "End")
                        .way("Late", "Nurture")
                        .xml());

        move(new Move(scenario, 1, 2, Map.of("HandOff", "ToSales"), null));

        assertThat(runs.of(scenario, taro).waitsAt()).containsExactly("ToSales");
        var asked = jdbc.sql("SELECT id FROM sales_task WHERE contact_id = :contact")
                .param("contact", taro.value())
                .query(Long.class)
                .list();
        assertThat(asked).hasSize(1);
        tasks.accept(new SalesTaskId(asked.get(0)));
        runs.work();
        assertThat(runs.of(scenario, taro).status()).isEqualTo("ENDED handedOver");
    }

    @Test
    void whoeverIsHeldOrStuckStaysSo() {
        var scenario = runs.publish(mailThenAWeek());
        var people = people(scenario, 2);
        var held = runs.of(scenario, people.get(0));
        var stuck = runs.of(scenario, people.get(1));
        pausing.pauseRun(scenario, held.enrolment(), "asked us to wait");
        var job = jobs.createJobQuery().processInstanceId(stuck.instance()).singleResult();
        jobs.setJobRetries(job.getId(), 0);
        published.publish(scenario, withASecondMail().xml());

        assertThat(move(everyone(scenario)).done()).isEqualTo(2);

        jdbc.sql("UPDATE ACT_RU_JOB SET DUEDATE_ = :then WHERE PROCESS_INSTANCE_ID_ IN (:instances)")
                .param("then", LocalDateTime.now().minusDays(1))
                .param("instances", List.of(held.instance(), stuck.instance()))
                .update();
        timers.fire();
        assertThat(held.waitsAt()).containsExactly("Week");
        assertThat(stuck.waitsAt()).containsExactly("Week");
        assertThat(counts.of(scenario, 2).stuck()).isEqualTo(1);
        assertThat(counts.of(scenario, 1).stuck()).isZero();
        jobs.setJobRetries(job.getId(), 3);
        timers.fire();
        assertThat(stuck.waitsAt()).containsExactly("Later");
    }

    @Test
    void aCalledScenarioIsWaitedForInTheNewVersionToo() {
        var called = runs.publish(Drawn.scenario()
                .start("Start", "startManually")
                .days("Wait", 7)
                .end("Done", "converted")
                .way("Start", "Wait", "Done"));
        var scenario = runs.publish(Drawn.scenario()
                .start("Start", "startManually")
                .call("Call", called)
                .end("End", "exhausted")
                .way("Start", "Call", "End"));
        var taro = people(scenario, 1).get(0);
        runs.work();
        published.publish(
                scenario,
                Drawn.scenario()
                        .start("Start", "startManually")
                        .call("Other", called)
                        .days("Week", 7)
                        .end("End", "exhausted")
                        .way("Start", "Other", "Week", "End")
                        .xml());
        move(new Move(scenario, 1, 2, Map.of("Call", "Other"), null));

        runs.of(called, taro).fire("Wait");
        runs.work();

        assertThat(runs.of(scenario, taro).waitsAt()).containsExactly("Week");
    }

    @Test
    void whatCanNotBeAskedIsSaid() {
        var scenario = runs.publish(mailThenAWeek());
        published.publish(scenario, withASecondMail().xml());

        assertThatThrownBy(() -> migrating.preview(new Move(scenario, 1, 1, Map.of(), null)))
                .isInstanceOf(InvalidInput.class);
        assertThatThrownBy(() -> migrating.preview(new Move(scenario, 1, 2, Map.of("Nowhere", "Week"), null)))
                .isInstanceOf(InvalidInput.class);
        assertThatThrownBy(() -> migrating.preview(new Move(scenario, 1, 2, Map.of("Week", "Second"), null)))
                .isInstanceOf(InvalidInput.class);
        assertThatThrownBy(() -> migrating.preview(new Move(scenario, 1, 2, Map.of(), "Nowhere")))
                .isInstanceOf(InvalidInput.class);
    }
}
