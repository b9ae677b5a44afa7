package org.minori.delivery;

import java.time.Duration;
import java.time.Instant;
import java.time.LocalDateTime;
import java.util.List;
import java.util.concurrent.atomic.AtomicLong;
import org.jspecify.annotations.Nullable;
import org.minori.contacts.ContactId;
import org.minori.storage.RehearsalClock;
import org.minori.storage.Utc;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Propagation;
import org.springframework.transaction.annotation.Transactional;

/** What becomes of one contact's mails as time goes by, within a rehearsal: its transaction must be rolled back. */
@Component
public class ForeseenSending {

    private static final Duration LEASE = Duration.ofDays(1);

    private final OutboxRows rows;
    private final MailTurns turns;
    private final JdbcClient jdbc;
    private final AtomicLong claims = new AtomicLong();

    ForeseenSending(OutboxRows rows, MailTurns turns, JdbcClient jdbc) {
        this.rows = rows;
        this.turns = turns;
        this.jdbc = jdbc;
    }

    /** When the contact's next mail has its turn; null when none waits. */
    @Transactional(propagation = Propagation.MANDATORY)
    public @Nullable Instant next(ContactId contact) {
        return jdbc.sql("SELECT MIN(due_at) FROM outbox_mail WHERE contact_id = ? AND state IN ('QUEUED', 'DEFERRED')")
                .param(contact.value())
                .query((row, number) -> Utc.toInstantNullable(row.getObject(1, LocalDateTime.class)))
                .list()
                .get(0);
    }

    /** Works off what the contact has due, at the time of the rehearsal. */
    @Transactional(propagation = Propagation.MANDATORY)
    public List<MailTurn> due(ContactId contact) {
        if (RehearsalClock.time() == null) {
            throw new IllegalStateException("Mails are foreseen in a rehearsal only");
        }
        var owner = "rehearsal." + claims.incrementAndGet() + "." + contact;
        return turns.take(owner, rows.claimOf(contact, owner, LEASE));
    }
}
