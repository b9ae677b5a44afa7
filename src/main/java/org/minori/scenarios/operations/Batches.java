package org.minori.scenarios.operations;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Clock;
import java.time.LocalDateTime;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.minori.administration.AuditLog;
import org.minori.storage.TimeOrderedIds;
import org.minori.storage.Utc;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/** The batches that somebody asked for: made here, worked off by {@link BatchWorker}. */
@Service
@Transactional
public class Batches {

    private static final int LONGEST_REASON = 500;
    private static final String SELECT = """
            SELECT id, scenario_key, kind, options, state, total, done, gone, failed, reason, created_by, created_at,
                   ended_at
            FROM scenario_batch
            """;

    private final JdbcClient jdbc;
    private final ObjectMapper json;
    private final Who who;
    private final AuditLog audit;
    private final Clock clock;

    Batches(JdbcClient jdbc, ObjectMapper json, Who who, AuditLog audit, Clock clock) {
        this.jdbc = jdbc;
        this.json = json;
        this.who = who;
        this.audit = audit;
        this.clock = clock;
    }

    /** A run that a batch could not deal with. */
    public record Failed(long enrolment, String problem) {}

    /**
     * Makes a batch of the runs that a statement finds.
     *
     * @param runs selects the ids of enrolments
     * @param parameters what the statement binds
     */
    long add(
            String scenario,
            String kind,
            Map<String, String> options,
            String reason,
            String runs,
            Map<String, ?> parameters) {
        long id = TimeOrderedIds.next();
        jdbc.sql("""
                        INSERT INTO scenario_batch
                          (id, scenario_key, kind, options, state, total, done, failed, reason, created_by, created_at)
                        VALUES (:id, :scenario, :kind, :options, 'WORKING', 0, 0, 0, :reason, :by, :now)
                        """)
                .param("id", id)
                .param("scenario", scenario)
                .param("kind", kind)
                .param("options", write(options))
                .param("reason", shortened(reason))
                .param("by", who.asks())
                .param("now", Utc.of(clock.instant()))
                .update();
        int total = jdbc.sql("INSERT INTO scenario_batch_item (batch_id, enrolment_id, state) SELECT DISTINCT " + id
                        + ", found.id, 'OPEN' FROM (" + runs + ") found")
                .params(parameters)
                .update();
        jdbc.sql("UPDATE scenario_batch SET total = :total WHERE id = :id")
                .param("total", total)
                .param("id", id)
                .update();
        audit.record(
                "scenario.batchStarted",
                "scenario:" + scenario,
                Map.of("kind", kind, "runs", Integer.toString(total), "reason", shortened(reason), "batch", "" + id));
        return id;
    }

    static String shortened(String reason) {
        var text = reason.strip();
        return text.length() <= LONGEST_REASON ? text : text.substring(0, LONGEST_REASON);
    }

    @Transactional(readOnly = true)
    public Optional<Batch> find(long id) {
        return jdbc.sql(SELECT + "WHERE id = :id")
                .param("id", id)
                .query(this::read)
                .optional();
    }

    /** The one that a scenario has. */
    @Transactional(readOnly = true)
    public Batch get(String scenario, long id) {
        return find(id).filter(batch -> batch.scenario().equals(scenario))
                .orElseThrow(() -> new BatchNotFound(Long.toString(id)));
    }

    /** The newest of a scenario. */
    @Transactional(readOnly = true)
    public List<Batch> newest(String scenario, int limit) {
        return jdbc.sql(SELECT + "WHERE scenario_key = :scenario ORDER BY id DESC LIMIT :limit")
                .param("scenario", scenario)
                .param("limit", limit)
                .query(this::read)
                .list();
    }

    /** Whether a batch of the kind is at work in the scenario. */
    boolean isWorking(String scenario, String kind) {
        return working().stream()
                .anyMatch(batch ->
                        batch.scenario().equals(scenario) && batch.kind().equals(kind));
    }

    List<Batch> working() {
        return jdbc.sql(SELECT + "WHERE state = 'WORKING' ORDER BY id")
                .query(this::read)
                .list();
    }

    /** Those that a batch could not deal with, and why. */
    @Transactional(readOnly = true)
    public List<Failed> failed(long batch, int limit) {
        return jdbc.sql("""
                        SELECT enrolment_id, COALESCE(problem, '') FROM scenario_batch_item
                        WHERE batch_id = :batch AND state = 'FAILED' ORDER BY enrolment_id LIMIT :limit
                        """)
                .param("batch", batch)
                .param("limit", limit)
                .query((row, number) -> new Failed(row.getLong(1), row.getString(2)))
                .list();
    }

    /** Tries those again that failed; says how many there are. */
    public int retryFailed(Batch batch) {
        int again = jdbc.sql("UPDATE scenario_batch_item SET state = 'OPEN' WHERE batch_id = :id AND state = 'FAILED'")
                .param("id", batch.id())
                .update();
        if (again > 0) {
            jdbc.sql("UPDATE scenario_batch SET state = 'WORKING', failed = 0, ended_at = NULL WHERE id = :id")
                    .param("id", batch.id())
                    .update();
            audit.record(
                    "scenario.batchRetried",
                    "scenario:" + batch.scenario(),
                    Map.of("kind", batch.kind(), "batch", Long.toString(batch.id())));
        }
        return again;
    }

    /** Leaves the others as they are. */
    void cancel(Batch batch) {
        jdbc.sql("DELETE FROM scenario_batch_item WHERE batch_id = :id AND state = 'OPEN'")
                .param("id", batch.id())
                .update();
        jdbc.sql("UPDATE scenario_batch SET state = 'CANCELLED', ended_at = :now WHERE id = :id AND state = 'WORKING'")
                .param("now", Utc.of(clock.instant()))
                .param("id", batch.id())
                .update();
        audit.record(
                "scenario.batchCancelled",
                "scenario:" + batch.scenario(),
                Map.of("kind", batch.kind(), "batch", Long.toString(batch.id())));
    }

    private Batch read(ResultSet row, int number) throws SQLException {
        return new Batch(
                row.getLong(1),
                row.getString(2),
                row.getString(3),
                options(row.getString(4)),
                Batch.State.valueOf(row.getString(5)),
                row.getLong(6),
                row.getLong(7),
                row.getLong(8),
                row.getLong(9),
                row.getString(10),
                row.getString(11),
                Utc.toInstant(row.getObject(12, LocalDateTime.class)),
                Utc.toInstantNullable(row.getObject(13, LocalDateTime.class)));
    }

    private String write(Map<String, String> options) {
        try {
            return json.writeValueAsString(options);
        } catch (JsonProcessingException impossible) {
            throw new IllegalStateException(impossible);
        }
    }

    private Map<String, String> options(String stored) {
        try {
            return json.readValue(stored, new TypeReference<Map<String, String>>() {});
        } catch (JsonProcessingException spoilt) {
            throw new IllegalStateException(spoilt);
        }
    }
}
