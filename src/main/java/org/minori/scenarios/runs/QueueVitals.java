package org.minori.scenarios.runs;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDateTime;
import java.util.List;
import org.minori.storage.Utc;
import org.minori.web.VitalSigns;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** What waits in front of runs: events that are to wake them and requests that are to become some. */
@Component
class QueueVitals implements VitalSigns {

    private static final Limit LATE = new Limit(60, Duration.ofMinutes(2));

    private final JdbcClient jdbc;
    private final Clock clock;

    QueueVitals(JdbcClient jdbc, Clock clock) {
        this.jdbc = jdbc;
        this.clock = clock;
    }

    @Override
    public List<Sign> read() {
        var now = clock.instant();
        return List.of(
                new Sign("events.oldest", Unit.SECONDS, oldest(now), LATE, null, List.of()),
                Sign.of(
                        "events.waiting",
                        Unit.COUNT,
                        jdbc.sql("SELECT COUNT(*) FROM (SELECT 1 AS one FROM scenario_signal WHERE due_at <= ? LIMIT "
                                        + MOST_COUNTED + ") due")
                                .param(Utc.of(now))
                                .query(Long.class)
                                .single(),
                        null),
                Sign.of(
                        "runs.requested",
                        Unit.COUNT,
                        jdbc.sql("SELECT COUNT(*) FROM (SELECT 1 AS one FROM enrolment_due LIMIT " + MOST_COUNTED
                                        + ") due")
                                .query(Long.class)
                                .single(),
                        null));
    }

    private double oldest(Instant now) {
        return jdbc.sql("SELECT MIN(due_at) FROM scenario_signal WHERE due_at <= ?")
                .param(Utc.of(now))
                .query((row, number) -> Utc.toInstantNullable(row.getObject(1, LocalDateTime.class)))
                .optional()
                .map(due -> Duration.between(due, now).toMillis() / 1_000.0)
                .orElse(0.0);
    }
}
