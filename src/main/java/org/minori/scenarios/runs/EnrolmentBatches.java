package org.minori.scenarios.runs;

import java.util.HashMap;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/** How far a request for many runs is. */
@Service
@Transactional(readOnly = true)
public class EnrolmentBatches {

    private final JdbcClient jdbc;

    EnrolmentBatches(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    /**
     * The progress of one request.
     *
     * @param done whether all that was asked for is decided
     */
    public record Progress(
            long id,
            @Nullable String segment,
            long requested,
            long started,
            long refused,
            long pending,
            boolean done) {}

    private record Batch(@Nullable String segment, boolean read, long requested, long refused) {}

    public Optional<Progress> find(String scenario, long id) {
        return jdbc.sql("""
                        SELECT segment, state, requested, refused FROM enrolment_batch
                        WHERE id = :id AND scenario_key = :key
                        """)
                .param("id", id)
                .param("key", scenario)
                .query((row, number) ->
                        new Batch(row.getString(1), row.getString(2).equals("READY"), row.getLong(3), row.getLong(4)))
                .optional()
                .map(batch -> progress(id, batch));
    }

    /** Counted among those that wait to start or could not, who are few, instead of among all that the request brought. */
    private Progress progress(long id, Batch batch) {
        var counts = new HashMap<String, Long>();
        jdbc.sql("""
                        SELECT status, COUNT(*) FROM enrolment
                        WHERE status IN ('REQUESTED', 'REFUSED') AND batch_id = :id GROUP BY status
                        """).param("id", id).query(row -> {
            counts.put(row.getString(1), row.getLong(2));
        });
        long pending = counts.getOrDefault("REQUESTED", 0L);
        long refused = batch.refused() + counts.getOrDefault("REFUSED", 0L);
        return new Progress(
                id,
                batch.segment(),
                batch.requested(),
                batch.requested() - refused - pending,
                refused,
                pending,
                batch.read() && pending == 0);
    }
}
