package org.minori.scenarios.runs;

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

    /** Counted among those that wait to start, instead of among all that the request brought. */
    private Progress progress(long id, Batch batch) {
        long pending = jdbc.sql(
                        "SELECT (SELECT COUNT(*) FROM enrolment_due d JOIN enrolment e ON e.id = d.id WHERE e.batch_id = :id)"
                                + " + (SELECT COUNT(*) FROM enrolment_parked d JOIN enrolment e ON e.id = d.id"
                                + " WHERE e.batch_id = :id)")
                .param("id", id)
                .query(Long.class)
                .single();
        return new Progress(
                id,
                batch.segment(),
                batch.requested(),
                batch.requested() - batch.refused() - pending,
                batch.refused(),
                pending,
                batch.read() && pending == 0);
    }
}
