package org.minori.delivery;

import java.time.Duration;
import java.time.Instant;
import java.time.LocalDateTime;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.minori.storage.Utc;
import org.springframework.boot.autoconfigure.condition.ConditionalOnProperty;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** Asks for the mails of a simulation what is asked for living ones, and hands those that may go to nobody. */
@Component
@ConditionalOnProperty("minori.simulation")
public class SimulatedSending {

    private static final int TOGETHER = 200;
    private static final Duration LEASE = Duration.ofDays(1);

    private final OutboxRows rows;
    private final MailTurns turns;
    private final JdbcClient jdbc;
    private long claims;

    SimulatedSending(OutboxRows rows, MailTurns turns, JdbcClient jdbc) {
        this.rows = rows;
        this.turns = turns;
        this.jdbc = jdbc;
    }

    /** When the next mail has its turn; null when none waits. */
    public @Nullable Instant next() {
        return jdbc.sql("SELECT MIN(due_at) FROM outbox_mail")
                .query((row, number) -> Utc.toInstantNullable(row.getObject(1, LocalDateTime.class)))
                .list()
                .get(0);
    }

    /** Works off what is due, in the order in which it was queued. */
    public List<MailTurn> due() {
        var all = new ArrayList<MailTurn>();
        List<MailTurn> some;
        do {
            var owner = "simulation." + claims++;
            some = turns.take(owner, rows.claim(owner, TOGETHER, LEASE, false));
            all.addAll(some);
        } while (some.size() == TOGETHER);
        return all;
    }
}
