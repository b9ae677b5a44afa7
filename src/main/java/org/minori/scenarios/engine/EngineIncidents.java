package org.minori.scenarios.engine;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.LocalDateTime;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.camunda.bpm.engine.ManagementService;
import org.jspecify.annotations.Nullable;
import org.minori.storage.Utc;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Service;

/** Where runs are stuck, read from the engine's own record of it, and the way to set them going again. */
@Service
public class EngineIncidents {

    /** The step that failed; the engine notes beside it where the run rests, which is the wait before. */
    public static final String STEP = "COALESCE(FAILED_ACTIVITY_ID_, ACTIVITY_ID_)";

    private static final String SELECT = "SELECT ID_, PROC_INST_ID_, " + STEP
            + ", INCIDENT_TIMESTAMP_, INCIDENT_MSG_, CONFIGURATION_ FROM ACT_RU_INCIDENT";
    private static final int TRIES = 6;

    private final JdbcClient jdbc;
    private final ManagementService jobs;

    EngineIncidents(JdbcClient jdbc, ManagementService jobs) {
        this.jdbc = jdbc;
        this.jobs = jobs;
    }

    /**
     * One run that is stuck.
     *
     * @param element the step that failed
     * @param cause what the failed step said, technical
     */
    public record Incident(
            String id,
            long enrolment,
            String element,
            Instant since,
            @Nullable String cause,
            @Nullable String job) {}

    /**
     * Those that are stuck at one element for the same reason.
     *
     * @param cause what the failed step said, technical
     */
    public record Cause(String element, @Nullable String cause, long count, Instant since) {}

    /** What those of these definitions are stuck for, the most frequent first. */
    public List<Cause> causes(Collection<String> definitions, int limit) {
        if (definitions.isEmpty()) {
            return List.of();
        }
        return jdbc.sql("""
                        SELECT step, INCIDENT_MSG_, COUNT(*) AS stuck, MIN(INCIDENT_TIMESTAMP_) FROM (
                          SELECT %s AS step, INCIDENT_MSG_, INCIDENT_TIMESTAMP_ FROM ACT_RU_INCIDENT
                          WHERE PROC_DEF_ID_ IN (:definitions) AND INCIDENT_TYPE_ = 'failedJob') incidents
                        GROUP BY step, INCIDENT_MSG_ ORDER BY stuck DESC, step LIMIT :limit
                        """.formatted(STEP))
                .param("definitions", definitions)
                .param("limit", limit)
                .query((row, number) -> new Cause(
                        row.getString(1),
                        row.getString(2),
                        row.getLong(3),
                        Utc.toInstant(row.getObject(4, LocalDateTime.class))))
                .list();
    }

    /** How many are stuck at each element of these definitions. */
    public Map<String, Long> byElement(Collection<String> definitions) {
        var counts = new HashMap<String, Long>();
        if (!definitions.isEmpty()) {
            jdbc.sql("""
                            SELECT step, COUNT(*) FROM (SELECT %s AS step FROM ACT_RU_INCIDENT
                              WHERE PROC_DEF_ID_ IN (:definitions)) incidents GROUP BY step
                            """.formatted(STEP)).param("definitions", definitions).query(row -> {
                counts.put(row.getString(1), row.getLong(2));
            });
        }
        return counts;
    }

    /** How many are stuck in each of these definitions. */
    public Map<String, Long> byDefinition(Collection<String> definitions) {
        var counts = new HashMap<String, Long>();
        if (!definitions.isEmpty()) {
            jdbc.sql("""
                            SELECT PROC_DEF_ID_, COUNT(*) FROM ACT_RU_INCIDENT
                            WHERE PROC_DEF_ID_ IN (:definitions) GROUP BY PROC_DEF_ID_
                            """).param("definitions", definitions).query(row -> {
                counts.put(row.getString(1), row.getLong(2));
            });
        }
        return counts;
    }

    /** Those of these definitions, oldest first, after the given one. */
    public List<Incident> list(Collection<String> definitions, String after, int limit) {
        if (definitions.isEmpty()) {
            return List.of();
        }
        return jdbc.sql(SELECT + """
                         WHERE PROC_DEF_ID_ IN (:definitions) AND ID_ > :after ORDER BY ID_ LIMIT :limit
                        """)
                .param("definitions", definitions)
                .param("after", after)
                .param("limit", limit)
                .query(EngineIncidents::read)
                .list();
    }

    /** Those of one run, oldest first. */
    public List<Incident> of(long enrolment) {
        return jdbc.sql(SELECT + " WHERE PROC_INST_ID_ = :instance AND INCIDENT_TYPE_ = 'failedJob' ORDER BY ID_")
                .param("instance", OrderedIds.ofEnrolment(enrolment))
                .query(EngineIncidents::read)
                .list();
    }

    private static Incident read(ResultSet row, int number) throws SQLException {
        return new Incident(
                row.getString(1),
                OrderedIds.enrolmentOf(row.getString(2)),
                row.getString(3),
                Utc.toInstant(row.getObject(4, LocalDateTime.class)),
                row.getString(5),
                row.getString(6));
    }

    /** What the step wrote when it failed, for whoever mends it. */
    public Optional<String> details(String job) {
        return Optional.ofNullable(jobs.createJobQuery().jobId(job).singleResult())
                .map(found -> jobs.getJobExceptionStacktrace(found.getId()));
    }

    /** Which of these runs are stuck. */
    public Set<Long> stuckAmong(Collection<Long> enrolments) {
        return Set.copyOf(failedJobs(enrolments).values());
    }

    /** Lets what failed in these runs try again; says in which of them something had. */
    public Set<Long> retry(Collection<Long> enrolments) {
        var failed = failedJobs(enrolments);
        if (!failed.isEmpty()) {
            jobs.setJobRetries(List.copyOf(failed.keySet()), TRIES);
        }
        return Set.copyOf(failed.values());
    }

    private Map<String, Long> failedJobs(Collection<Long> enrolments) {
        var failed = new LinkedHashMap<String, Long>();
        if (!enrolments.isEmpty()) {
            jdbc.sql("""
                            SELECT CONFIGURATION_, PROC_INST_ID_ FROM ACT_RU_INCIDENT
                            WHERE PROC_INST_ID_ IN (:instances) AND INCIDENT_TYPE_ = 'failedJob'
                            """)
                    .param(
                            "instances",
                            enrolments.stream().map(OrderedIds::ofEnrolment).toList())
                    .query(row -> {
                        failed.put(row.getString(1), OrderedIds.enrolmentOf(row.getString(2)));
                    });
        }
        return failed;
    }
}
