package org.minori.scenarios.operations;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.minori.scenarios.authoring.CompiledScenarios;
import org.minori.scenarios.engine.EngineBatch;
import org.minori.scenarios.engine.EngineTimers;
import org.minori.scenarios.engine.EngineTimers.Timer;
import org.minori.scenarios.engine.OrderedIds;
import org.minori.scenarios.runs.HeldWakes;
import org.minori.scenarios.runs.HeldWakes.HeldWake;
import org.minori.scenarios.runs.LateMails;
import org.minori.scenarios.runs.RunDeeds.What;
import org.minori.scenarios.runs.RunEnding;
import org.minori.storage.BatchedRows;
import org.minori.storage.Utc;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** Lets held runs go on. Until all of them are through, the scenario counts as paused, so that nobody overtakes the others. */
@Component
class ResumeKind implements BatchKind {

    static final String NAME = "resume";
    static final String SINCE = "since";
    static final String AT = "at";
    static final String LATE = "late";
    static final String HOURS = "olderThanHours";
    static final String RUN = "run";

    /** Waits for a moment of the calendar: a pause does not move it. */
    private static final Set<String> DATES = Set.of("waitUntilDate", "waitForBusinessHours");
    /** How many waits that are over already a run may make up for at once. */
    private static final int MOST_ROUNDS = 100;

    private final JdbcClient jdbc;
    private final EngineTimers timers;
    private final EngineBatch engine;
    private final HeldWakes wakes;
    private final CompiledScenarios compiled;
    private final Definitions definitions;
    private final RunEnding ending;
    private final BatchedRows rows;

    ResumeKind(
            JdbcClient jdbc,
            EngineTimers timers,
            EngineBatch engine,
            HeldWakes wakes,
            CompiledScenarios compiled,
            Definitions definitions,
            RunEnding ending,
            BatchedRows rows) {
        this.jdbc = jdbc;
        this.timers = timers;
        this.engine = engine;
        this.wakes = wakes;
        this.compiled = compiled;
        this.definitions = definitions;
        this.ending = ending;
        this.rows = rows;
    }

    @Override
    public String name() {
        return NAME;
    }

    @Override
    public boolean mayBeCancelled() {
        return false;
    }

    @Override
    public Worked work(Batch batch, List<Long> enrolments) {
        var held = wakes.of(enrolments);
        switch (Late.valueOf(batch.option(LATE))) {
            case SHIFT -> shift(batch, enrolments);
            case SEND -> {
                // Nothing to change: what is overdue is due, as soon as nobody holds it.
            }
            case EXPIRE -> held = expire(batch, enrolments, held);
        }
        wakes.release(held);
        wakes.forget(enrolments);
        if (batch.options().containsKey(RUN)) {
            jdbc.sql("DELETE FROM enrolment_pause WHERE enrolment_id IN (:ids)")
                    .param("ids", enrolments)
                    .update();
            timers.free(enrolments);
        }
        return new Worked(Set.copyOf(enrolments), Map.of());
    }

    private void shift(Batch batch, List<Long> enrolments) {
        var since = Instant.parse(batch.option(SINCE));
        var now = Instant.parse(batch.option(AT));
        var shifted = new ArrayList<Timer>();
        for (var timer : timers.of(enrolments)) {
            if (!isDate(timer)) {
                var heldFrom = timer.made().isAfter(since) ? timer.made() : since;
                shifted.add(timer.dueAt(timer.due().plus(Duration.between(heldFrom, now))));
            }
        }
        timers.set(shifted);
    }

    private boolean isDate(Timer timer) {
        var step = compiled.ofDefinition(timer.definition()).steps().get(timer.element());
        return step != null && DATES.contains(step.kind());
    }

    /**
     * Lets those go on who are too late, with their mails expired. What they then wait for keeps the rhythm in which they
     * came due, so that the next mails don't all fall on one moment either. Says what may still wake runs in time.
     */
    private List<HeldWake> expire(Batch batch, List<Long> enrolments, List<HeldWake> held) {
        var limit = Instant.parse(batch.option(AT)).minus(Duration.ofHours(Long.parseLong(batch.option(HOURS))));
        var tooLate = held.stream().filter(wake -> wake.at().isBefore(limit)).toList();
        if (!tooLate.isEmpty()) {
            LateMails.expire(enrolments);
            wakes.release(tooLate);
            rows.flush();
        }
        for (int round = 0; round < MOST_ROUNDS; round++) {
            var overdue = firstOf(timers.of(enrolments).stream()
                    .filter(timer -> timer.due().isBefore(limit))
                    .toList());
            if (overdue.isEmpty()) {
                break;
            }
            LateMails.expire(enrolments);
            fire(overdue);
        }
        return held.stream().filter(wake -> !wake.at().isBefore(limit)).toList();
    }

    private static List<Timer> firstOf(List<Timer> timers) {
        var runs = new HashSet<Long>();
        return timers.stream().filter(timer -> runs.add(timer.enrolment())).toList();
    }

    private void fire(List<Timer> overdue) {
        var runs = overdue.stream().map(Timer::enrolment).toList();
        var before = new HashSet<String>();
        timers.of(runs).forEach(timer -> before.add(timer.id()));
        engine.run(
                runs.stream().map(OrderedIds::ofEnrolment).toList(),
                () -> overdue.forEach(timer -> {
                    if (!engine.fire(timer.id())) {
                        throw new IllegalStateException("timer " + timer.id() + " is gone");
                    }
                }));
        rows.flush();
        var made = new ArrayList<Timer>();
        for (var timer : timers.of(runs)) {
            if (!before.contains(timer.id()) && !isDate(timer)) {
                overdue.stream()
                        .filter(fired -> fired.enrolment() == timer.enrolment())
                        .findFirst()
                        .ifPresent(fired -> made.add(timer.dueAt(inRhythm(fired, timer))));
            }
        }
        timers.set(made);
    }

    /** After a wait that began when it should have, or as many such waits later as it takes to lie ahead. */
    private static Instant inRhythm(Timer fired, Timer next) {
        long wait = Math.max(1, Duration.between(next.made(), next.due()).toSeconds());
        long late = Duration.between(fired.due(), next.made()).toSeconds();
        return next.due().minusSeconds(late % wait);
    }

    @Override
    public void finish(Batch batch) {
        if (batch.options().containsKey(RUN)) {
            return;
        }
        var scenario = batch.scenario();
        jdbc.sql("DELETE FROM scenario_pause WHERE scenario_key = :key AND batch_id = :batch")
                .param("key", scenario)
                .param("batch", batch.id())
                .update();
        if (batch.options().containsKey(HOURS)) {
            var limit = Instant.parse(batch.option(AT)).minus(Duration.ofHours(Long.parseLong(batch.option(HOURS))));
            ending.end(
                    jdbc.sql("""
                            SELECT e.id FROM enrolment_parked p JOIN enrolment e ON e.id = p.id
                            WHERE e.status = 'REQUESTED' AND e.scenario_key = :key AND e.requested_at < :limit
                            """)
                            .param("key", scenario)
                            .param("limit", Utc.of(limit))
                            .query(Long.class)
                            .list(),
                    "expired during a pause",
                    What.ENDED,
                    batch.by());
        }
        jdbc.sql("""
                        INSERT IGNORE INTO enrolment_due (id, due_at) SELECT e.id, e.requested_at FROM enrolment_parked p
                        JOIN enrolment e ON e.id = p.id WHERE e.scenario_key = :key
                        """).param("key", scenario).update();
        jdbc.sql("DELETE FROM enrolment_parked WHERE id IN (SELECT id FROM enrolment WHERE scenario_key = :key)")
                .param("key", scenario)
                .update();
        timers.freeAll(definitions.of(scenario).keySet());
    }
}
