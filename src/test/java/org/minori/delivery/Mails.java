package org.minori.delivery;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.UUID;
import java.util.function.BooleanSupplier;
import org.minori.contacts.Consent;
import org.minori.contacts.ConsentBasis;
import org.minori.contacts.ContactDetails;
import org.minori.contacts.ContactDirectory;
import org.minori.contacts.ContactId;
import org.minori.content.EmailDraft;
import org.minori.content.EmailEditing;
import org.minori.content.EmailTemplate.Kind;
import org.minori.delivery.DeliverySettings.Doubtful;
import org.minori.delivery.SendingLine.SenderParts;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionTemplate;

/** Contacts, e-mails and queued mails for the tests of delivery, and senders that use a server of the test's own. */
@Component
public class Mails {

    private final ContactDirectory contacts;
    private final EmailEditing editing;
    private final EmailOutbox outbox;
    private final JdbcClient jdbc;
    private final TransactionTemplate transaction;
    private final OutboxRows rows;
    private final SendingRights rights;
    private final MailComposer composer;
    private final MailOutcomes outcomes;
    private final LineRows lines;
    private final LeftMails left;
    private final Clock clock;

    Mails(
            ContactDirectory contacts,
            EmailEditing editing,
            EmailOutbox outbox,
            JdbcClient jdbc,
            TransactionTemplate transaction,
            OutboxRows rows,
            SendingRights rights,
            MailComposer composer,
            MailOutcomes outcomes,
            LineRows lines,
            LeftMails left,
            Clock clock) {
        this.contacts = contacts;
        this.editing = editing;
        this.outbox = outbox;
        this.jdbc = jdbc;
        this.transaction = transaction;
        this.rows = rows;
        this.rights = rights;
        this.composer = composer;
        this.outcomes = outcomes;
        this.lines = lines;
        this.left = left;
        this.clock = clock;
    }

    public static String address() {
        return "c" + UUID.randomUUID().toString().replace("-", "") + "@example.jp";
    }

    public ContactId consenting(String address) {
        return contact(address, new Consent(ConsentBasis.OPT_IN, Instant.now(), "メールを受け取る"));
    }

    ContactId contact(String address, Consent consent) {
        var details = new ContactDetails(
                address, null, "山田", "太郎", null, null, "みのり商事", null, null, null, null, null, null, null, consent);
        return transaction.execute(status -> contacts.upsert(details).id());
    }

    public String marketing(String html) {
        return email(Kind.MARKETING, html);
    }

    String email(Kind kind, String html) {
        String key = "t" + UUID.randomUUID().toString().replace("-", "");
        editing.save(
                new EmailDraft(key, "テスト", "{{ contact.lastName }}様へのご案内", kind, EmailDraft.Format.HTML, html, null));
        return key;
    }

    /** Queues one mail and returns its id. */
    long queue(ContactId contact, String email) {
        return queue(
                new EmailRequest("test:" + UUID.randomUUID(), contact, email, "test", null, null, false, false, false));
    }

    long queue(EmailRequest request) {
        transaction.executeWithoutResult(status -> outbox.queue(request));
        return jdbc.sql("SELECT id FROM outbox_mail WHERE once_key = ?")
                .param(request.once())
                .query(Long.class)
                .single();
    }

    /** Ends what other tests left, so that a test sees its own mails only. */
    void clear() {
        jdbc.sql("UPDATE outbox_mail SET state = 'EXPIRED', owner = NULL, due_at = NULL WHERE due_at IS NOT NULL")
                .update();
        jdbc.sql("DELETE FROM sending_line").update();
    }

    MailState state(long mail) {
        return MailState.valueOf(text(mail, "state"));
    }

    String reason(long mail) {
        return text(mail, "reason");
    }

    String text(long mail, String column) {
        return jdbc.sql("SELECT " + column + " FROM outbox_mail WHERE id = ?")
                .param(mail)
                .query((row, number) -> String.valueOf(row.getString(1)))
                .single();
    }

    /** Whether the reader may have got it already. */
    boolean isDoubtful(long mail) {
        return jdbc.sql("SELECT doubtful FROM outbox_mail WHERE id = ?")
                .param(mail)
                .query(Boolean.class)
                .single();
    }

    /** Makes a mail that was put off due at once. */
    void dueNow(long mail) {
        jdbc.sql("UPDATE outbox_mail SET due_at = created_at WHERE id = ? AND due_at IS NOT NULL")
                .param(mail)
                .update();
    }

    static SmtpServer smtp(int port) {
        return new SmtpServer(new SmtpSettings(
                "127.0.0.1", port, null, null, Duration.ofSeconds(2), Duration.ofSeconds(2), Duration.ofSeconds(2)));
    }

    static DeliverySettings settings(Doubtful doubtful) {
        return new DeliverySettings(
                "test",
                4,
                20,
                Duration.ofSeconds(60),
                doubtful,
                Duration.ofHours(24),
                Duration.ofHours(72),
                0,
                null,
                null,
                null);
    }

    SendingLine line(MailServer server, String name, Doubtful doubtful, BooleanSupplier stopping) {
        var parts = new SenderParts(
                rows,
                rights,
                composer,
                outcomes,
                lines,
                left,
                new ServerHealth(clock),
                server,
                new SenderBell(),
                settings(doubtful),
                clock);
        return new SendingLine(parts, "test#boot/" + name, stopping);
    }

    /** Sends all that is due over one connection of its own. */
    int sendDue(MailServer server) {
        return sendDue(server, Doubtful.RESEND);
    }

    int sendDue(MailServer server, Doubtful doubtful) {
        int all = 0;
        try (var line = line(server, "one", doubtful, () -> false)) {
            for (int claimed = line.work(); claimed > 0; claimed = line.work()) {
                all += claimed;
            }
        }
        return all;
    }
}
