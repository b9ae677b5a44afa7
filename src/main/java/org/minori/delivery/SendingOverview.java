package org.minori.delivery;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Instant;
import java.time.LocalDateTime;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.minori.administration.AuditLog;
import org.minori.contacts.ContactId;
import org.minori.storage.TimeOrderedIds;
import org.minori.storage.Utc;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/** The outbox as people look at it: how much waits and why, what failed, and trying it again. */
@Service
public class SendingOverview {

    private static final int MOST_RETRIED_AT_ONCE = 10_000;

    /** A mail in a list. */
    public record Line(
            long id,
            ContactId contact,
            String email,
            String origin,
            MailState state,
            @Nullable String reason,
            @Nullable String answer,
            boolean doubtful,
            boolean test,
            Instant createdAt,
            @Nullable Instant sentAt,
            @Nullable Instant dueAt) {}

    private final JdbcClient jdbc;
    private final SenderBell bell;
    private final AuditLog audit;
    private final Clock clock;

    SendingOverview(JdbcClient jdbc, SenderBell bell, AuditLog audit, Clock clock) {
        this.jdbc = jdbc;
        this.bell = bell;
        this.audit = audit;
        this.clock = clock;
    }

    /** How many mails there are of each state, all that are not finished and the finished ones since then. */
    public Map<MailState, Long> counts(Instant since) {
        var counts = new EnumMap<MailState, Long>(MailState.class);
        for (var state : MailState.values()) {
            counts.put(state, 0L);
        }
        jdbc.sql(
                        "SELECT state, COUNT(*) AS mails FROM outbox_mail WHERE state IN ('QUEUED', 'CLAIMED', 'HANDED', 'DEFERRED')"
                                + " OR (state IN ('SENT', 'FAILED', 'SUPPRESSED', 'EXPIRED', 'UNKNOWN') AND id >= ?) GROUP BY state")
                .param(TimeOrderedIds.atLeast(since))
                .query(row -> {
                    counts.put(MailState.valueOf(row.getString("state")), row.getLong("mails"));
                });
        return counts;
    }

    /** Since when the oldest mail that is due has been waiting. */
    public Optional<Instant> oldestWaiting() {
        return jdbc.sql("SELECT created_at FROM outbox_mail WHERE due_at <= ? ORDER BY due_at LIMIT 1")
                .param(Utc.of(clock.instant()))
                .query((row, number) -> Utc.toInstant(row.getObject("created_at", LocalDateTime.class)))
                .optional();
    }

    /** The newest mails of a state, or of all, older than the given one. */
    public List<Line> newest(@Nullable MailState state, @Nullable Long before, int most) {
        return jdbc.sql("SELECT * FROM outbox_mail WHERE id < :before" + (state == null ? "" : " AND state = :state")
                        + " ORDER BY id DESC LIMIT :most")
                .param("before", before == null ? Long.MAX_VALUE : before)
                .param("state", state == null ? "" : state.name())
                .param("most", most)
                .query((row, number) -> line(row))
                .list();
    }

    /** The newest mails to a contact. */
    public List<Line> of(ContactId contact, int most) {
        return jdbc.sql("SELECT * FROM outbox_mail WHERE contact_id = ? ORDER BY id DESC LIMIT ?")
                .params(contact.value(), most)
                .query((row, number) -> line(row))
                .list();
    }

    /** The mails that a run brought its contact, the earliest first. */
    public List<Line> ofRun(ContactId contact, long enrolment, int most) {
        return jdbc.sql("SELECT * FROM outbox_mail WHERE contact_id = ? AND enrolment_id = ? ORDER BY id LIMIT ?")
                .params(contact.value(), enrolment, most)
                .query((row, number) -> line(row))
                .list();
    }

    /** Tries a failed or parked mail again; false when it is neither. */
    @Transactional
    public boolean retry(long id) {
        boolean again = jdbc.sql(
                                "UPDATE outbox_mail SET state = 'QUEUED', tries = 0, send_late = TRUE, due_at = ?, reason = NULL"
                                        + " WHERE id = ? AND state IN ('FAILED', 'UNKNOWN')")
                        .params(Utc.of(clock.instant()), id)
                        .update()
                == 1;
        if (again) {
            audit.record("mail.retried", "mail:" + id, Map.of());
            bell.ring();
        }
        return again;
    }

    /** Tries all failed mails again and says how many. */
    @Transactional
    public int retryAllFailed() {
        int again = jdbc.sql(
                        "UPDATE outbox_mail SET state = 'QUEUED', tries = 0, send_late = TRUE, due_at = ?, reason = NULL"
                                + " WHERE state = 'FAILED' ORDER BY id LIMIT ?")
                .params(Utc.of(clock.instant()), MOST_RETRIED_AT_ONCE)
                .update();
        audit.record("mail.retriedAll", "mail", Map.of("mails", Integer.toString(again)));
        bell.ring();
        return again;
    }

    private static Line line(ResultSet row) throws SQLException {
        return new Line(
                row.getLong("id"),
                new ContactId(row.getLong("contact_id")),
                row.getString("email_key"),
                row.getString("origin"),
                MailState.valueOf(row.getString("state")),
                row.getString("reason"),
                row.getString("answer"),
                row.getBoolean("doubtful"),
                row.getString("test_to") != null,
                Utc.toInstant(row.getObject("created_at", LocalDateTime.class)),
                Utc.toInstantNullable(row.getObject("sent_at", LocalDateTime.class)),
                Utc.toInstantNullable(row.getObject("due_at", LocalDateTime.class)));
    }
}
