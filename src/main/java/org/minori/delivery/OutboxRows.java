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
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
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

    private static final String FREE = ", owner = NULL, due_at = NULL";

    private final JdbcTemplate jdbc;
    private final NamedParameterJdbcTemplate named;
    private final Clock clock;

    OutboxRows(JdbcTemplate jdbc, Clock clock) {
        this.jdbc = jdbc;
        this.named = new NamedParameterJdbcTemplate(jdbc);
        this.clock = clock;
    }

    private record Due(OutboxMail mail, boolean wasHanded) {}

    /**
     * Takes up to so many mails that are due, those of senders that died among them. One that had been handed over is
     * doubtful: taken again with a mark, or parked.
     */
    @Transactional
    public List<OutboxMail> claim(String owner, int most, Duration lease, boolean parkDoubtful) {
        var now = clock.instant();
        var due = jdbc.query(CLAIM, (row, number) -> due(row), Utc.of(now), most);
        var claimed = new ArrayList<OutboxMail>();
        var ids = new ArrayList<Long>();
        for (var candidate : due) {
            var mail = candidate.mail();
            if (candidate.wasHanded() && parkDoubtful) {
                jdbc.update(
                        "UPDATE outbox_mail SET state = 'UNKNOWN', reason = 'parked', doubtful = TRUE" + FREE
                                + " WHERE id = ?",
                        mail.id());
            } else {
                if (candidate.wasHanded()) {
                    jdbc.update("UPDATE outbox_mail SET doubtful = TRUE WHERE id = ?", mail.id());
                }
                ids.add(mail.id());
                claimed.add(mail);
            }
        }
        if (!ids.isEmpty()) {
            named.update(
                    "UPDATE outbox_mail SET state = 'CLAIMED', owner = :owner, attempt = attempt + 1, due_at = :lease WHERE id IN (:ids)",
                    Map.of("owner", owner, "lease", Utc.of(now.plus(lease)), "ids", ids));
        }
        return claimed;
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

    /** Notes of each that the server is about to be told the last word of it; false for one that is another sender's by now. */
    boolean[] handed(List<OutboxMail> mails, List<String> owners, Duration answerWithin) {
        var now = clock.instant();
        return each(
                "UPDATE outbox_mail SET state = 'HANDED', handed_at = ?, due_at = ?" + MINE + " AND state = 'CLAIMED'",
                IntStream.range(0, mails.size())
                        .mapToObj(i -> mine(mails.get(i), owners.get(i), Utc.of(now), Utc.of(now.plus(answerWithin))))
                        .toList());
    }

    /** Notes of each that the server has taken it; false for one that is another sender's by now. */
    boolean[] sent(List<MailNotes.Taken> taken) {
        var now = Utc.of(clock.instant());
        return each(
                "UPDATE outbox_mail SET state = 'SENT', sent_at = ?, kind = ?, email_version = ?, reason = NULL, answer = ?"
                        + FREE + MINE,
                taken.stream()
                        .map(one -> mine(
                                one.mail(),
                                one.owner(),
                                now,
                                one.send().email().kind().name(),
                                one.send().email().version(),
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
        long late = row.getLong("late_after_seconds");
        var lateAfter = row.wasNull() ? null : Duration.ofSeconds(late);
        boolean handed = row.getString("state").equals(MailState.HANDED.name());
        var mail = new OutboxMail(
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
                row.getInt("attempt") + 1,
                row.getInt("tries"),
                row.getBoolean("doubtful") || handed,
                Utc.toInstant(row.getObject("created_at", LocalDateTime.class)));
        return new Due(mail, handed);
    }
}
