package org.minori.scenarios.operations;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Clock;
import java.time.LocalDateTime;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.minori.administration.AuditLog;
import org.minori.scenarios.authoring.PublishedScenarios;
import org.minori.scenarios.engine.EngineTimers;
import org.minori.scenarios.runs.RunDeeds;
import org.minori.scenarios.runs.RunDeeds.What;
import org.minori.storage.Utc;
import org.minori.web.InvalidInput;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/**
 * Holds scenarios and single runs: nothing of what is held is started, woken or timed out, and nothing that would have
 * done so is lost. What a run is in the middle of at the moment of the pause it ends.
 */
@Service
@Transactional
public class Pausing {

    private static final int MOST_HOURS = 24 * 365;

    private final JdbcClient jdbc;
    private final PublishedScenarios published;
    private final EngineTimers timers;
    private final Batches batches;
    private final Who who;
    private final RunDeeds deeds;
    private final AuditLog audit;
    private final Clock clock;

    Pausing(
            JdbcClient jdbc,
            PublishedScenarios published,
            EngineTimers timers,
            Batches batches,
            Who who,
            RunDeeds deeds,
            AuditLog audit,
            Clock clock) {
        this.jdbc = jdbc;
        this.published = published;
        this.timers = timers;
        this.batches = batches;
        this.who = who;
        this.deeds = deeds;
        this.audit = audit;
        this.clock = clock;
    }

    /** Holds everybody in the scenario and everybody who would enter it; a paused one stays as it is. */
    public void pause(String scenario, String reason) {
        published.get(scenario);
        int paused = jdbc.sql("""
                        INSERT IGNORE INTO scenario_pause (scenario_key, paused_at, paused_by, reason)
                        VALUES (:key, :now, :by, :reason)
                        """)
                .param("key", scenario)
                .param("now", Utc.of(clock.instant()))
                .param("by", who.asks())
                .param("reason", Batches.shortened(reason))
                .update();
        if (paused == 0) {
            return;
        }
        jdbc.sql("""
                        INSERT IGNORE INTO enrolment_parked (id) SELECT d.id FROM enrolment_due d
                        JOIN enrolment e ON e.id = d.id WHERE e.scenario_key = :key AND e.status = 'REQUESTED'
                        """).param("key", scenario).update();
        jdbc.sql("""
                        DELETE FROM enrolment_due WHERE id IN (SELECT p.id FROM enrolment_parked p
                        JOIN enrolment e ON e.id = p.id WHERE e.scenario_key = :key)
                        """).param("key", scenario).update();
        audit.record("scenario.paused", "scenario:" + scenario, Map.of("reason", Batches.shortened(reason)));
    }

    /** Holds one run; one that is held already stays as it is. */
    public void pauseRun(String scenario, long enrolment, String reason) {
        int paused = jdbc.sql("""
                        INSERT IGNORE INTO enrolment_pause (enrolment_id, scenario_key, paused_at, paused_by, reason)
                        SELECT id, scenario_key, :now, :by, :reason FROM enrolment
                        WHERE id = :id AND scenario_key = :key AND status = 'RUNNING'
                        """)
                .param("now", Utc.of(clock.instant()))
                .param("by", who.asks())
                .param("reason", Batches.shortened(reason))
                .param("id", enrolment)
                .param("key", scenario)
                .update();
        if (paused == 1) {
            timers.suspend(enrolment);
            deeds.note(enrolment, What.HELD, who.asks());
            audit.record(
                    "scenario.runPaused",
                    "run:" + enrolment,
                    Map.of("scenario", scenario, "reason", Batches.shortened(reason)));
        } else if (ofRun(enrolment).isEmpty()) {
            throw new Refused("operations.run.over");
        }
    }

    @Transactional(readOnly = true)
    public Optional<Pause> ofScenario(String scenario) {
        return jdbc.sql("SELECT paused_at, paused_by, reason, batch_id FROM scenario_pause WHERE scenario_key = :key")
                .param("key", scenario)
                .query(Pausing::read)
                .optional();
    }

    @Transactional(readOnly = true)
    public Optional<Pause> ofRun(long enrolment) {
        return jdbc.sql("SELECT paused_at, paused_by, reason, batch_id FROM enrolment_pause WHERE enrolment_id = :id")
                .param("id", enrolment)
                .query(Pausing::read)
                .optional();
    }

    /**
     * Lets everybody go on; says the batch that does it, until whose end they stay held.
     *
     * @param olderThanHours with EXPIRE: from when on something is too late
     */
    public long resume(String scenario, Late late, @Nullable Integer olderThanHours) {
        var pause = ofScenario(scenario).orElseThrow(() -> new Refused("operations.pause.none"));
        if (pause.batch() != null) {
            return pause.batch();
        }
        var options = options(pause, late, olderThanHours);
        var overdue = late == Late.SHIFT ? "" : " AND j.DUEDATE_ <= :now";
        long batch = batches.add(
                scenario,
                ResumeKind.NAME,
                options,
                "",
                """
                        SELECT e.id FROM enrolment e JOIN ACT_RU_JOB j ON j.PROCESS_INSTANCE_ID_ = e.process_instance_id
                        WHERE e.scenario_key = :key AND e.status = 'RUNNING'
                          AND e.id NOT IN (SELECT enrolment_id FROM enrolment_pause WHERE scenario_key = :key)
                        """ + overdue + """
                         UNION SELECT h.enrolment_id FROM scenario_held_wake h JOIN enrolment e ON e.id = h.enrolment_id
                        WHERE e.scenario_key = :key
                          AND e.id NOT IN (SELECT enrolment_id FROM enrolment_pause WHERE scenario_key = :key)
                        """,
                Map.of("key", scenario, "now", Utc.of(clock.instant())));
        jdbc.sql("UPDATE scenario_pause SET batch_id = :batch WHERE scenario_key = :key")
                .param("batch", batch)
                .param("key", scenario)
                .update();
        audit.record("scenario.resumed", "scenario:" + scenario, options);
        return batch;
    }

    /** Lets one run go on, the same way. */
    public long resumeRun(String scenario, long enrolment, Late late, @Nullable Integer olderThanHours) {
        var pause = ofRun(enrolment).orElseThrow(() -> new Refused("operations.pause.none"));
        if (pause.batch() != null) {
            return pause.batch();
        }
        if (ofScenario(scenario).isPresent()) {
            throw new Refused("operations.pause.scenarioFirst");
        }
        var options = options(pause, late, olderThanHours);
        options.put(ResumeKind.RUN, Long.toString(enrolment));
        long batch = batches.add(
                scenario,
                ResumeKind.NAME,
                options,
                "",
                "SELECT id FROM enrolment WHERE id = :id AND scenario_key = :key",
                Map.of("id", enrolment, "key", scenario));
        jdbc.sql("UPDATE enrolment_pause SET batch_id = :batch WHERE enrolment_id = :id")
                .param("batch", batch)
                .param("id", enrolment)
                .update();
        deeds.note(enrolment, What.RESUMED, who.asks());
        audit.record("scenario.runResumed", "run:" + enrolment, options);
        return batch;
    }

    private Map<String, String> options(Pause pause, Late late, @Nullable Integer olderThanHours) {
        var options = new HashMap<String, String>();
        options.put(ResumeKind.SINCE, pause.at().toString());
        options.put(ResumeKind.AT, clock.instant().toString());
        options.put(ResumeKind.LATE, late.name());
        if (late == Late.EXPIRE) {
            if (olderThanHours == null || olderThanHours < 0 || olderThanHours > MOST_HOURS) {
                throw new InvalidInput("olderThanHours", "operations.resume.hours", MOST_HOURS);
            }
            options.put(ResumeKind.HOURS, olderThanHours.toString());
        }
        return options;
    }

    private static Pause read(ResultSet row, int number) throws SQLException {
        return new Pause(
                Utc.toInstant(row.getObject(1, LocalDateTime.class)),
                row.getString(2),
                row.getString(3),
                row.getObject(4, Long.class));
    }
}
