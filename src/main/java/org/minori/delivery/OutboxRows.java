package org.minori.delivery;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDateTime;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.minori.contacts.ContactId;
import org.minori.storage.Utc;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.jdbc.core.namedparam.NamedParameterJdbcTemplate;
import org.springframework.stereotype.Repository;
import org.springframework.transaction.annotation.Transactional;

/** What senders do to the outbox. Every change names the owner and the attempt, so that a sender whose lease ran out marks nothing. */
@Repository
class OutboxRows {

    private static final String MINE = " WHERE id = ? AND owner = ? AND attempt = ?";

    /** In the order of the index. With ORDER BY, H2 locks and sorts all that is due before it takes the first few: 50 ms and more of 20,000, and the other senders find everything locked. */
    private static final String CLAIM =
            "SELECT * FROM outbox_mail USE INDEX (ix_outbox_mail_due) WHERE due_at <= ? LIMIT ? FOR UPDATE SKIP LOCKED";

    private static final String CLAIM_OF = "SELECT * FROM outbox_mail WHERE contact_id = ? AND due_at <= ?"
            + " AND state IN ('QUEUED', 'DEFERRED') ORDER BY id FOR UPDATE SKIP LOCKED";

    private static final String FREE = ", owner = NULL, due_at = NULL";

    private final JdbcTemplate jdbc;
    private final NamedParameterJdbcTemplate named;
    private final LineRows lines;
    private final Clock clock;

    OutboxRows(JdbcTemplate jdbc, LineRows lines, Clock clock) {
        this.jdbc = jdbc;
        this.lines = lines;
        this.named = new NamedParameterJdbcTemplate(jdbc);
        this.clock = clock;
    }

    private record Due(
            OutboxMail mail, MailState state, @Nullable String owner) {}

    /**
     * Takes up to so many mails that are due, by rising id, those of senders whose lease ran out among them. One that had been
     * handed over is doubtful: taken again with a mark, or parked. One that another claim has begun waits for that claim.
     */
    @Transactional
    public List<OutboxMail> claim(String owner, int most, Duration lease, boolean parkDoubtful) {
        var now = clock.instant();
        var due = jdbc.query(CLAIM, (row, number) -> due(row), Utc.of(now), most);
        var claimed = new ArrayList<OutboxMail>();
        for (var candidate : due) {
            var mail = candidate.mail();
            boolean handed = candidate.state() == MailState.HANDED;
            if (handed && parkDoubtful) {
                jdbc.update(
                        "UPDATE outbox_mail SET state = 'UNKNOWN', reason = 'parked', doubtful = TRUE" + FREE
                                + " WHERE id = ?",
                        mail.id());
            } else if (candidate.state() != MailState.CLAIMED || !waitsForItsClaim(candidate)) {
                if (handed) {
                    jdbc.update("UPDATE outbox_mail SET doubtful = TRUE WHERE id = ?", mail.id());
                }
                claimed.add(mail);
            }
        }
        take(claimed, owner, now.plus(lease));
        claimed.sort(Comparator.comparingLong(OutboxMail::id));
        return claimed;
    }

    /** Takes what one contact has due and nobody sends yet. */
    @Transactional
    public List<OutboxMail> claimOf(ContactId contact, String owner, Duration lease) {
        var now = clock.instant();
        var claimed = jdbc.query(CLAIM_OF, (row, number) -> due(row).mail(), contact.value(), Utc.of(now));
        take(claimed, owner, now.plus(lease));
        return claimed;
    }

    private void take(List<OutboxMail> claimed, String owner, Instant leaseEnds) {
        if (!claimed.isEmpty()) {
            named.update(
                    "UPDATE outbox_mail SET state = 'CLAIMED', owner = :owner, attempt = attempt + 1, due_at = :lease WHERE id IN (:ids)",
                    Map.of(
                            "owner", owner,
                            "lease", Utc.of(leaseEnds),
                            "ids", claimed.stream().map(OutboxMail::id).toList()));
            lines.begin(owner, leaseEnds);
        }
    }

    /** Whether only the claim that took it knows what became of it; then it is looked at again when that claim's time is over. */
    private boolean waitsForItsClaim(Due candidate) {
        var line =
                candidate.owner() == null ? null : lines.find(candidate.owner()).orElse(null);
        if (line == null || line.closed() && !line.hasBegun(candidate.mail().id())) {
            return false;
        }
        jdbc.update(
                "UPDATE outbox_mail SET due_at = ? WHERE id = ?",
                Utc.of(line.dueAt()),
                candidate.mail().id());
        return true;
    }

    /** The mails of a claim whose last word was said before the one that was said last: the server has taken them. */
    List<OutboxMail> claimedBelow(String owner, long said) {
        return jdbc.query(
                "SELECT * FROM outbox_mail WHERE state = 'CLAIMED' AND id < ? AND owner = ?",
                (row, number) -> mail(row, row.getInt("attempt"), row.getBoolean("doubtful")),
                said,
                owner);
    }

    /** Nobody knows whether the server has taken this mail of a claim that is over; those behind it were not begun. */
    void doubt(String owner, long said) {
        var now = Utc.of(clock.instant());
        jdbc.update(
                "UPDATE outbox_mail SET state = 'HANDED', handed_at = ?, due_at = ? WHERE id = ? AND owner = ? AND state = 'CLAIMED'",
                now,
                now,
                said,
                owner);
        jdbc.update(
                "UPDATE outbox_mail SET due_at = ? WHERE state = 'CLAIMED' AND id > ? AND owner = ?", now, said, owner);
    }

    /** Frees at once what this node had claimed before it was started anew; the lease would free it later. */
    @Transactional
    public int freeWhatWasLeftBy(String node, String exceptBoot) {
        return jdbc.update(
                "UPDATE outbox_mail SET due_at = ? WHERE state IN ('CLAIMED', 'HANDED') AND owner LIKE ? AND owner NOT LIKE ?",
                Utc.of(clock.instant()),
                node + "#%",
                node + "#" + exceptBoot + "/%");
    }

    /** Notes of each that the server has taken it; false for one that is another sender's by now. */
    boolean[] sent(List<MailOutcomes.Taken> taken) {
        var now = Utc.of(clock.instant());
        return each(
                "UPDATE outbox_mail SET state = 'SENT', handed_at = ?, sent_at = ?, kind = ?, email_version = ?, reason = NULL, answer = ?"
                        + FREE + MINE,
                taken.stream()
                        .map(one -> mine(
                                one.mail(),
                                one.owner(),
                                Utc.of(one.saidAt()),
                                now,
                                one.email() == null ? null : one.email().kind().name(),
                                one.email() == null ? null : one.email().version(),
                                cut(one.answer())))
                        .toList());
    }

    /** One statement for each row in as few round trips as the driver can; whether each found its row. */
    private boolean[] each(String sql, List<@Nullable Object[]> rows) {
        var found = new boolean[rows.size()];
        if (rows.size() == 1) {
            found[0] = jdbc.update(sql, rows.get(0)) == 1;
        } else if (!rows.isEmpty()) {
            int[] counts = jdbc.batchUpdate(sql, rows);
            for (int i = 0; i < counts.length; i++) {
                found[i] = counts[i] == 1;
            }
        }
        return found;
    }

    private static @Nullable Object[] mine(OutboxMail mail, String owner, @Nullable Object... values) {
        var arguments = Arrays.copyOf(values, values.length + 3);
        arguments[values.length] = mail.id();
        arguments[values.length + 1] = owner;
        arguments[values.length + 2] = mail.attempt();
        return arguments;
    }

    /** Ends a mail that does not go out. */
    boolean end(OutboxMail mail, String owner, MailState state, String reason, @Nullable String answer) {
        return jdbc.update(
                        "UPDATE outbox_mail SET state = ?, reason = ?, answer = ?" + FREE + MINE,
                        state.name(),
                        reason,
                        cut(answer),
                        mail.id(),
                        owner,
                        mail.attempt())
                == 1;
    }

    /** Ends a mail of which nobody knows whether it was taken; it counts as one that the reader got. */
    boolean park(OutboxMail mail, String owner, Instant saidAt, String answer) {
        return jdbc.update(
                        "UPDATE outbox_mail SET state = 'UNKNOWN', reason = 'parked', handed_at = ?, answer = ?" + FREE
                                + MINE,
                        Utc.of(saidAt),
                        cut(answer),
                        mail.id(),
                        owner,
                        mail.attempt())
                == 1;
    }

    /** Puts a mail off; a try counts when the server has seen the mail and said not now. */
    boolean defer(
            OutboxMail mail,
            String owner,
            Instant until,
            boolean tried,
            boolean doubtful,
            String reason,
            @Nullable String answer) {
        return jdbc.update(
                        "UPDATE outbox_mail SET state = 'DEFERRED', owner = NULL, due_at = ?, tries = ?, doubtful = ?, reason = ?, answer = ?"
                                + MINE,
                        Utc.of(until),
                        mail.tries() + (tried ? 1 : 0),
                        mail.doubtful() || doubtful,
                        reason,
                        cut(answer),
                        mail.id(),
                        owner,
                        mail.attempt())
                == 1;
    }

    /** Gives claimed mails back as if they had never been taken. */
    @Transactional
    public void release(Collection<OutboxMail> mails, String owner, Instant dueAt) {
        var rows = mails.stream()
                .map(mail -> new Object[] {Utc.of(dueAt), mail.id(), owner, mail.attempt()})
                .toList();
        if (!rows.isEmpty()) {
            jdbc.batchUpdate(
                    "UPDATE outbox_mail SET state = 'QUEUED', owner = NULL, due_at = ?" + MINE
                            + " AND state = 'CLAIMED'",
                    rows);
        }
    }

    private static @Nullable String cut(@Nullable String answer) {
        return answer == null || answer.length() <= 500 ? answer : answer.substring(0, 500);
    }

    private static Due due(ResultSet row) throws SQLException {
        var state = MailState.valueOf(row.getString("state"));
        boolean doubtful = row.getBoolean("doubtful") || state == MailState.HANDED;
        return new Due(mail(row, row.getInt("attempt") + 1, doubtful), state, row.getString("owner"));
    }

    private static OutboxMail mail(ResultSet row, int attempt, boolean doubtful) throws SQLException {
        long late = row.getLong("late_after_seconds");
        var lateAfter = row.wasNull() ? null : Duration.ofSeconds(late);
        return new OutboxMail(
                row.getLong("id"),
                row.getString("once_key"),
                new ContactId(row.getLong("contact_id")),
                row.getString("email_key"),
                row.getString("origin"),
                lateAfter,
                row.getBoolean("send_late"),
                row.getBoolean("any_hour"),
                row.getBoolean("also_with_sales"),
                row.getString("test_to"),
                attempt,
                row.getInt("tries"),
                doubtful,
                Utc.toInstant(row.getObject("created_at", LocalDateTime.class)));
    }
}
