package org.minori.delivery;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Instant;
import java.time.LocalDateTime;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.minori.contacts.ContactId;
import org.minori.storage.TimeOrderedIds;
import org.minori.storage.Utc;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Service;

/** The built-in mailbox: what would have gone out if a mail server were configured, to be read in Minori. */
@Service
public class Mailbox implements MailServer {

    /** A mail that lies there. */
    public record Letter(
            long id,
            String to,
            String from,
            String subject,
            Instant sentAt,
            String headers,
            String text,
            String html) {}

    private final JdbcClient jdbc;
    private final Clock clock;

    Mailbox(JdbcClient jdbc, Clock clock) {
        this.jdbc = jdbc;
        this.clock = clock;
    }

    /** The newest letters, to one address or to all, older than the given one. */
    public List<Letter> letters(@Nullable String to, @Nullable Long before, int most) {
        String address = to == null ? "" : to.strip().toLowerCase(Locale.ROOT);
        return jdbc.sql("SELECT * FROM mailbox_mail WHERE id < :before"
                        + (address.isEmpty() ? "" : " AND to_address = :to") + " ORDER BY id DESC LIMIT :most")
                .param("before", before == null ? Long.MAX_VALUE : before)
                .param("to", address)
                .param("most", most)
                .query((row, number) -> letter(row))
                .list();
    }

    public Optional<Letter> letter(long id) {
        return jdbc.sql("SELECT * FROM mailbox_mail WHERE id = ?")
                .param(id)
                .query((row, number) -> letter(row))
                .optional();
    }

    /** Removes what was written to somebody who asked to be forgotten. */
    void forget(ContactId contact) {
        jdbc.sql("DELETE FROM mailbox_mail WHERE contact_id = ?")
                .param(contact.value())
                .update();
    }

    @Override
    public Connection connect() {
        return new Connection() {

            private @Nullable OutgoingMail offered;

            @Override
            public boolean takesSeveral() {
                return false;
            }

            @Override
            public void offer(OutgoingMail mail) {
                offered = mail;
            }

            @Override
            public void agreed() {
                // There is always room.
            }

            @Override
            public void say() {
                if (offered != null) {
                    keep(offered);
                }
            }

            @Override
            public String answer() {
                return "250 kept";
            }

            @Override
            public void close() {
                // There is nothing to hang up.
            }
        };
    }

    private void keep(OutgoingMail mail) {
        jdbc.sql(
                        "INSERT INTO mailbox_mail (id, outbox_id, contact_id, to_address, from_address, subject, headers, plain_text, html, sent_at)"
                                + " VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?)")
                .params(
                        TimeOrderedIds.next(),
                        mail.outboxId(),
                        mail.contact().value(),
                        mail.to().toLowerCase(Locale.ROOT),
                        mail.from(),
                        mail.subject(),
                        mail.headers(),
                        mail.text(),
                        mail.html(),
                        Utc.of(clock.instant()))
                .update();
    }

    private static Letter letter(ResultSet row) throws SQLException {
        return new Letter(
                row.getLong("id"),
                row.getString("to_address"),
                row.getString("from_address"),
                row.getString("subject"),
                Utc.toInstant(row.getObject("sent_at", LocalDateTime.class)),
                row.getString("headers"),
                row.getString("plain_text"),
                row.getString("html"));
    }
}
