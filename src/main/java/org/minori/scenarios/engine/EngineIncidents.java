package org.minori.scenarios.engine;

import java.time.Instant;
import java.time.LocalDateTime;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.camunda.bpm.engine.ManagementService;
import org.jspecify.annotations.Nullable;
import org.minori.storage.Utc;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Service;

/** Where runs are stuck, read from the engine's own record of it, and the way to set them going again. */
@Service
public class EngineIncidents {

    private static final int TRIES = 6;
    private static final int CHUNK = 500;

    private final JdbcClient jdbc;
    private final ManagementService jobs;

    EngineIncidents(JdbcClient jdbc, ManagementService jobs) {
        this.jdbc = jdbc;
        this.jobs = jobs;
    }

    /**
     * One run that is stuck.
     *
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
                        SELECT ACTIVITY_ID_, INCIDENT_MSG_, COUNT(*) AS stuck, MIN(INCIDENT_TIMESTAMP_) FROM ACT_RU_INCIDENT
                        WHERE PROC_DEF_ID_ IN (:definitions) AND INCIDENT_TYPE_ = 'failedJob'
                        GROUP BY ACTIVITY_ID_, INCIDENT_MSG_ ORDER BY stuck DESC, ACTIVITY_ID_ LIMIT :limit
                        """)
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
                            SELECT ACTIVITY_ID_, COUNT(*) FROM ACT_RU_INCIDENT
                            WHERE PROC_DEF_ID_ IN (:definitions) GROUP BY ACTIVITY_ID_
                            """).param("definitions", definitions).query(row -> {
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
        return jdbc.sql("""
                        SELECT ID_, PROC_INST_ID_, ACTIVITY_ID_, INCIDENT_TIMESTAMP_, INCIDENT_MSG_, CONFIGURATION_
                        FROM ACT_RU_INCIDENT
                        WHERE PROC_DEF_ID_ IN (:definitions) AND ID_ > :after ORDER BY ID_ LIMIT :limit
                        """)
                .param("definitions", definitions)
                .param("after", after)
                .param("limit", limit)
                .query((row, number) -> new Incident(
                        row.getString(1),
                        OrderedIds.enrolmentOf(row.getString(2)),
                        row.getString(3),
                        Utc.toInstant(row.getObject(4, LocalDateTime.class)),
                        row.getString(5),
                        row.getString(6)))
                .list();
    }

    /** What the step wrote when it failed, for whoever mends it. */
    public Optional<String> details(String job) {
        return Optional.ofNullable(jobs.createJobQuery().jobId(job).singleResult())
                .map(found -> jobs.getJobExceptionStacktrace(found.getId()));
    }

    /** Lets the step of one incident run again; whether there was one. */
    public boolean retry(String incident) {
        var job = jdbc.sql(
                        "SELECT CONFIGURATION_ FROM ACT_RU_INCIDENT WHERE ID_ = :id AND INCIDENT_TYPE_ = 'failedJob'")
                .param("id", incident)
                .query(String.class)
                .optional();
        job.ifPresent(id -> jobs.setJobRetries(id, TRIES));
        return job.isPresent();
    }

    /** Lets all stuck steps of these definitions run again; says how many. */
    public int retryAll(Collection<String> definitions) {
        return definitions.isEmpty()
                ? 0
                : retry(stuck(definitions, "").query(String.class).list());
    }

    /** Lets those run again that are stuck at this element for this reason; says how many. */
    public int retryAll(Collection<String> definitions, String element, @Nullable String cause) {
        if (definitions.isEmpty()) {
            return 0;
        }
        var reason = cause == null ? " AND INCIDENT_MSG_ IS NULL" : " AND INCIDENT_MSG_ = :cause";
        var those = stuck(definitions, " AND ACTIVITY_ID_ = :element" + reason).param("element", element);
        return retry((cause == null ? those : those.param("cause", cause))
                .query(String.class)
                .list());
    }

    private JdbcClient.StatementSpec stuck(Collection<String> definitions, String which) {
        return jdbc.sql("SELECT CONFIGURATION_ FROM ACT_RU_INCIDENT WHERE PROC_DEF_ID_ IN (:definitions)"
                        + " AND INCIDENT_TYPE_ = 'failedJob'" + which)
                .param("definitions", definitions);
    }

    private int retry(List<String> stuck) {
        for (int from = 0; from < stuck.size(); from += CHUNK) {
            jobs.setJobRetries(stuck.subList(from, Math.min(stuck.size(), from + CHUNK)), TRIES);
        }
        return stuck.size();
    }
}
