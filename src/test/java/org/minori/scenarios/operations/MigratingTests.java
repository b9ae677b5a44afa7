package org.minori.scenarios.operations;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.tuple;

import java.time.LocalDateTime;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.minori.scenarios.operations.Migrating.Move;
import org.minori.scenarios.operations.Migrating.Reason;
import org.minori.scenarios.operations.Migrating.Stuck;
import org.minori.scenarios.runs.Drawn;
import org.minori.web.InvalidInput;

/** Who moves to another version, who stays, and what the move keeps. */
class MigratingTests extends MigrationTest {

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
