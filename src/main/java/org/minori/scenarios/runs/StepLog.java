package org.minori.scenarios.runs;

import java.time.LocalDateTime;
import java.util.List;
import org.minori.storage.Utc;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** Reads the log of what runs passed. */
@Component
class StepLog {

    private static final int MOST_STEPS = 5_000;

    private final JdbcClient jdbc;

    StepLog(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    /** The steps of a run in order, the first few thousand of them. */
    List<RunStep> of(long enrolment) {
        return jdbc
                .sql("""
                        SELECT element, kind, flow, happened_at, note, further FROM enrolment_step
                        WHERE enrolment_id = :id ORDER BY id LIMIT :limit
                        """)
                .param("id", enrolment)
                .param("limit", MOST_STEPS)
                .query((row, number) -> StepRow.steps(
                        new RunStep(
                                row.getString(1),
                                row.getString(2),
                                row.getString(3),
                                Utc.toInstant(row.getObject(4, LocalDateTime.class)),
                                row.getString(5)),
                        row.getString(6)))
                .list()
                .stream()
                .flatMap(List::stream)
                .limit(MOST_STEPS)
                .toList();
    }
}
