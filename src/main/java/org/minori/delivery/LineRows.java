package org.minori.delivery;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDateTime;
import java.util.List;
import java.util.Optional;
import org.minori.content.EmailTemplate;
import org.minori.storage.Utc;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;
import org.springframework.transaction.annotation.Transactional;

/**
 * How far each claim has got: the id of the mail whose last word was said last. That is all that must be durable before a
 * server hears the last word of a mail, so that after a crash only this one mail is in doubt.
 */
@Repository
class LineRows {

    /** Longer than any server may take for the answer to the last word (RFC 5321 wants ten minutes at the most). */
    private static final Duration ANSWER_WITHIN = Duration.ofMinutes(6);

    private final JdbcClient jdbc;
    private final Suppressions suppressions;
    private final Clock clock;

    LineRows(JdbcClient jdbc, Suppressions suppressions, Clock clock) {
        this.jdbc = jdbc;
        this.suppressions = suppressions;
        this.clock = clock;
    }

    /** A claim as another sender sees it. */
    record Line(String owner, long said, boolean closed, Instant dueAt) {

        /** Whether this one was begun, so that nobody but the claim itself knows what became of it. */
        boolean hasBegun(long mail) {
            return mail <= said;
        }
    }

    /** A claim begins, in the transaction that claims its mails. */
    void begin(String owner, Instant leaseEnds) {
        jdbc.sql("INSERT INTO sending_line (owner, said_id, closed, lease_ends, due_at) VALUES (?, 0, FALSE, ?, ?)")
                .params(owner, Utc.of(leaseEnds), Utc.of(leaseEnds))
                .update();
    }

    /**
     * Notes durably, in one statement and one commit, that the last word of this mail is about to be said. False when it must
     * not be: the claim was closed, the mail is gone, or its reader was put on the list meanwhile.
     */
    boolean say(String owner, WrittenMail next) {
        var mail = next.mail();
        return jdbc.sql("UPDATE sending_line SET said_id = ?, due_at = ? WHERE owner = ? AND closed = FALSE"
                                + " AND EXISTS (SELECT 1 FROM outbox_mail WHERE id = ? AND owner = ? AND attempt = ? AND state = 'CLAIMED')"
                                + " AND NOT EXISTS (" + Suppressions.STOPPING + ")")
                        .params(
                                mail.id(),
                                Utc.of(clock.instant().plus(ANSWER_WITHIN)),
                                owner,
                                mail.id(),
                                owner,
                                mail.attempt(),
                                mail.isTest()
                                        ? ""
                                        : suppressions.hash(next.send().to()),
                                next.send().email().kind() == EmailTemplate.Kind.MARKETING)
                        .update()
                == 1;
    }

    /** A claim has nothing left to say. */
    void end(String owner) {
        jdbc.sql("DELETE FROM sending_line WHERE owner = ?").param(owner).update();
    }

    /** The claims whose time is over; none of them says another word. */
    @Transactional
    public List<Line> closeThoseWhoseLeaseEnded() {
        var late = jdbc.sql("SELECT * FROM sending_line WHERE lease_ends <= ?")
                .param(Utc.of(clock.instant()))
                .query((row, number) -> line(row))
                .list();
        late.stream().filter(line -> !line.closed()).forEach(line -> close(line.owner()));
        return late;
    }

    /** The claims that were made on this node before it was started anew. */
    List<String> leftBy(String node, String exceptBoot) {
        return jdbc.sql("SELECT owner FROM sending_line WHERE owner LIKE ? AND owner NOT LIKE ?")
                .params(node + "#%", node + "#" + exceptBoot + "/%")
                .query(String.class)
                .list();
    }

    Optional<Line> find(String owner) {
        return jdbc.sql("SELECT * FROM sending_line WHERE owner = ?")
                .param(owner)
                .query((row, number) -> line(row))
                .optional();
    }

    /** The claim says no other word from now on; false when it has ended. */
    boolean close(String owner) {
        return jdbc.sql("UPDATE sending_line SET closed = TRUE WHERE owner = ?")
                        .param(owner)
                        .update()
                == 1;
    }

    private static Line line(ResultSet row) throws SQLException {
        return new Line(
                row.getString("owner"),
                row.getLong("said_id"),
                row.getBoolean("closed"),
                Utc.toInstant(row.getObject("due_at", LocalDateTime.class)));
    }
}
