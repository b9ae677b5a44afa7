package org.minori.scenarios.engine;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.LocalDateTime;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import org.minori.storage.Utc;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Service;

/** The timers of runs, set-wise: the engine's own calls would read and write them one by one. */
@Service
public class EngineTimers {

    private static final String SELECT = """
            SELECT j.ID_, j.PROCESS_INSTANCE_ID_, j.PROCESS_DEF_ID_, d.ACT_ID_, j.DUEDATE_, j.CREATE_TIME_
            FROM ACT_RU_JOB j JOIN ACT_RU_JOBDEF d ON d.ID_ = j.JOB_DEF_ID_
            """;
    private static final String FREE =
            "UPDATE ACT_RU_JOB SET SUSPENSION_STATE_ = 1, REV_ = REV_ + 1 WHERE SUSPENSION_STATE_ = 2 AND ";
    private static final int CHUNK = 500;

    private final JdbcClient jdbc;
    private final JdbcTemplate batches;

    EngineTimers(JdbcClient jdbc, JdbcTemplate batches) {
        this.jdbc = jdbc;
        this.batches = batches;
    }

    /**
     * A timer of a run.
     *
     * @param made when the run began to wait for it
     */
    public record Timer(String id, long enrolment, String definition, String element, Instant due, Instant made) {

        public Timer dueAt(Instant other) {
            return new Timer(id, enrolment, definition, element, other, made);
        }
    }

    /** How many timers of an element are overdue. */
    public record Overdue(String definition, String element, Instant due, long count) {}

    /** The timers of these runs, those due first in front. */
    public List<Timer> of(Collection<Long> enrolments) {
        if (enrolments.isEmpty()) {
            return List.of();
        }
        return jdbc.sql(SELECT + " WHERE j.PROCESS_INSTANCE_ID_ IN (:instances) ORDER BY j.DUEDATE_, j.ID_")
                .param("instances", instances(enrolments))
                .query(EngineTimers::read)
                .list();
    }

    /** The one of these runs that fires next, the overdue ones first; empty where none may fire. */
    public Optional<Timer> next(Collection<Long> enrolments) {
        if (enrolments.isEmpty()) {
            return Optional.empty();
        }
        return jdbc.sql(SELECT + """
                         WHERE j.PROCESS_INSTANCE_ID_ IN (:instances) AND j.RETRIES_ > 0 AND j.SUSPENSION_STATE_ = 1
                        ORDER BY j.DUEDATE_, j.ID_ LIMIT 1
                        """)
                .param("instances", instances(enrolments))
                .query(EngineTimers::read)
                .optional();
    }

    /** When timers of these versions fell due up to the moment, by element; of runs that are held by themselves too. */
    public List<Overdue> overdue(Collection<String> definitions, Instant until) {
        if (definitions.isEmpty()) {
            return List.of();
        }
        return jdbc.sql("""
                        SELECT j.PROCESS_DEF_ID_, d.ACT_ID_, j.DUEDATE_, COUNT(*)
                        FROM ACT_RU_JOB j JOIN ACT_RU_JOBDEF d ON d.ID_ = j.JOB_DEF_ID_
                        WHERE j.PROCESS_DEF_ID_ IN (:definitions) AND j.DUEDATE_ <= :until AND j.RETRIES_ > 0
                          AND NOT EXISTS (SELECT 1 FROM enrolment_pause p JOIN enrolment e ON e.id = p.enrolment_id
                                          WHERE e.process_instance_id = j.PROCESS_INSTANCE_ID_)
                        GROUP BY j.PROCESS_DEF_ID_, d.ACT_ID_, j.DUEDATE_
                        """)
                .param("definitions", definitions)
                .param("until", Utc.of(until))
                .query((row, number) -> new Overdue(
                        row.getString(1),
                        row.getString(2),
                        Utc.toInstant(row.getObject(3, LocalDateTime.class)),
                        row.getLong(4)))
                .list();
    }

    /** Gives the timers their due dates; they may run. */
    public void set(Collection<Timer> timers) {
        var arguments = new ArrayList<Object[]>();
        timers.forEach(timer -> arguments.add(new Object[] {Utc.of(timer.due()), timer.id()}));
        batches.batchUpdate(
                "UPDATE ACT_RU_JOB SET DUEDATE_ = ?, SUSPENSION_STATE_ = 1, REV_ = REV_ + 1 WHERE ID_ = ?", arguments);
    }

    /** No timer of the run fires until {@link #free(Collection)}. */
    public void suspend(long enrolment) {
        jdbc.sql("UPDATE ACT_RU_JOB SET SUSPENSION_STATE_ = 2, REV_ = REV_ + 1 WHERE PROCESS_INSTANCE_ID_ = :instance")
                .param("instance", OrderedIds.ofEnrolment(enrolment))
                .update();
    }

    public void free(Collection<Long> enrolments) {
        if (!enrolments.isEmpty()) {
            jdbc.sql(FREE + "PROCESS_INSTANCE_ID_ IN (:instances)")
                    .param("instances", instances(enrolments))
                    .update();
        }
    }

    /** Lets all suspended timers of these versions go but those of runs that are held by themselves. */
    public void freeAll(Collection<String> definitions) {
        var held = jdbc.sql("""
                        SELECT j.ID_ FROM ACT_RU_JOB j WHERE j.PROCESS_DEF_ID_ IN (:definitions) AND j.SUSPENSION_STATE_ = 2
                          AND NOT EXISTS (SELECT 1 FROM enrolment_pause p JOIN enrolment e ON e.id = p.enrolment_id
                                          WHERE e.process_instance_id = j.PROCESS_INSTANCE_ID_)
                        """)
                .param("definitions", definitions)
                .query(String.class)
                .list();
        for (int from = 0; from < held.size(); from += CHUNK) {
            jdbc.sql(FREE + "ID_ IN (:ids)")
                    .param("ids", held.subList(from, Math.min(held.size(), from + CHUNK)))
                    .update();
        }
    }

    private static List<String> instances(Collection<Long> enrolments) {
        return enrolments.stream().map(OrderedIds::ofEnrolment).toList();
    }

    private static Timer read(ResultSet row, int number) throws SQLException {
        var due = Utc.toInstant(row.getObject(5, LocalDateTime.class));
        var made = Utc.toInstantNullable(row.getObject(6, LocalDateTime.class));
        return new Timer(
                row.getString(1),
                OrderedIds.enrolmentOf(row.getString(2)),
                row.getString(3),
                row.getString(4),
                due,
                made == null ? due : made);
    }
}
