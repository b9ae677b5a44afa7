package org.minori.scenarios.runs;

import java.time.Clock;
import java.time.Instant;
import java.time.LocalDateTime;
import java.util.List;
import java.util.Map;
import org.minori.administration.AuditLog;
import org.minori.storage.Utc;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/**
 * Those who were to enter a scenario and could not: a step before the first wait failed again and again, and nothing of it
 * happened. They stand nowhere in the scenario, so that only this list knows of them.
 */
@Service
public class FailedStarts {

    private static final int MOST_CAUSES = 20;

    private final JdbcClient jdbc;
    private final AuditLog audit;
    private final Clock clock;

    FailedStarts(JdbcClient jdbc, AuditLog audit, Clock clock) {
        this.jdbc = jdbc;
        this.audit = audit;
        this.clock = clock;
    }

    /** Those who failed for one reason. */
    public record Cause(String problem, long count, Instant since) {}

    void note(long enrolment, String problem) {
        jdbc.sql("""
                        INSERT IGNORE INTO enrolment_failed (id, scenario_key, problem, failed_at)
                        SELECT id, scenario_key, :problem, :now FROM enrolment WHERE id = :id
                        """)
                .param("problem", problem)
                .param("now", Utc.of(clock.instant()))
                .param("id", enrolment)
                .update();
    }

    /** How many there are in a scenario. */
    @Transactional(readOnly = true)
    public long count(String scenario) {
        return jdbc.sql("SELECT COUNT(*) FROM enrolment_failed WHERE scenario_key = :key")
                .param("key", scenario)
                .query(Long.class)
                .single();
    }

    /** Why, the most frequent first. */
    @Transactional(readOnly = true)
    public List<Cause> causes(String scenario) {
        return jdbc.sql("""
                        SELECT problem, COUNT(*), MIN(failed_at) FROM enrolment_failed WHERE scenario_key = :key
                        GROUP BY problem ORDER BY COUNT(*) DESC, problem LIMIT :most
                        """)
                .param("key", scenario)
                .param("most", MOST_CAUSES)
                .query((row, number) -> new Cause(
                        row.getString(1), row.getLong(2), Utc.toInstant(row.getObject(3, LocalDateTime.class))))
                .list();
    }

    /**
     * Lets all of a scenario try again; how many. Who has come in by another way meanwhile stays out: nobody is in a scenario
     * twice.
     */
    @Transactional
    public int tryAgain(String scenario) {
        var ids = jdbc.sql("SELECT id FROM enrolment_failed WHERE scenario_key = :key ORDER BY id FOR UPDATE")
                .param("key", scenario)
                .query(Long.class)
                .list();
        int again = 0;
        for (var id : ids) {
            int asked = jdbc.sql("""
                            UPDATE enrolment SET status = 'REQUESTED', attempts = 0, problem = NULL
                            WHERE id = :id AND status = 'REFUSED' AND contact_id NOT IN (
                              SELECT contact_id FROM (SELECT o.contact_id FROM enrolment o
                                JOIN enrolment mine ON mine.id = :id AND o.scenario_key = mine.scenario_key
                                  AND o.contact_id = mine.contact_id
                                WHERE o.id <> :id AND o.status IN ('REQUESTED', 'RUNNING')) open_now)
                            """).param("id", id).update();
            if (asked == 1) {
                jdbc.sql("INSERT IGNORE INTO enrolment_due (id, due_at) VALUES (:id, :now)")
                        .param("id", id)
                        .param("now", Utc.of(clock.instant()))
                        .update();
            }
            again += asked;
        }
        jdbc.sql("DELETE FROM enrolment_failed WHERE scenario_key = :key")
                .param("key", scenario)
                .update();
        audit.record("scenario.startsRetried", "scenario:" + scenario, Map.of("count", Integer.toString(again)));
        return again;
    }
}
