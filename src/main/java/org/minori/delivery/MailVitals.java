package org.minori.delivery;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDateTime;
import java.util.List;
import java.util.concurrent.atomic.LongAdder;
import org.minori.storage.Utc;
import org.minori.web.VitalSigns;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionSynchronization;
import org.springframework.transaction.support.TransactionSynchronizationManager;

/** Whether mail leaves in time; counts what this node has sent and given up. */
@Component
class MailVitals implements VitalSigns {

    private static final Limit LATE = new Limit(Duration.ofMinutes(10).toSeconds(), Duration.ZERO);
    private static final String QUEUE = "/sending/queue";

    private final JdbcClient jdbc;
    private final Clock clock;
    private final LongAdder sent = new LongAdder();
    private final LongAdder failed = new LongAdder();

    MailVitals(JdbcClient jdbc, Clock clock) {
        this.jdbc = jdbc;
        this.clock = clock;
    }

    /** Counts them once that is committed: what is only foreseen never is. */
    void sent(int mails) {
        if (!TransactionSynchronizationManager.isSynchronizationActive()) {
            sent.add(mails);
            return;
        }
        TransactionSynchronizationManager.registerSynchronization(new TransactionSynchronization() {
            @Override
            public void afterCommit() {
                sent.add(mails);
            }
        });
    }

    void failed() {
        failed.increment();
    }

    @Override
    public List<Sign> read() {
        return List.of(
                new Sign("mail.oldest", Unit.SECONDS, oldest(clock.instant()), LATE, QUEUE, List.of()),
                Sign.of("mail.queued", Unit.COUNT, count("'QUEUED', 'DEFERRED'"), QUEUE),
                Sign.of("mail.claimed", Unit.COUNT, count("'CLAIMED', 'HANDED'"), QUEUE),
                Sign.of("mail.sent", Unit.TOTAL, sent.sum(), QUEUE),
                Sign.of("mail.failed", Unit.TOTAL, failed.sum(), QUEUE));
    }

    private double oldest(Instant now) {
        return jdbc.sql("SELECT due_at FROM outbox_mail WHERE due_at <= ? ORDER BY due_at LIMIT 1")
                .param(Utc.of(now))
                .query((row, number) -> Utc.toInstant(row.getObject("due_at", LocalDateTime.class)))
                .optional()
                .map(due -> Duration.between(due, now).toMillis() / 1_000.0)
                .orElse(0.0);
    }

    private long count(String states) {
        return jdbc.sql("SELECT COUNT(*) FROM (SELECT 1 AS one FROM outbox_mail WHERE state IN (" + states + ") LIMIT "
                        + MOST_COUNTED + ") mails")
                .query(Long.class)
                .single();
    }
}
