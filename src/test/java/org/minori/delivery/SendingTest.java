package org.minori.delivery;

import jakarta.mail.Session;
import jakarta.mail.internet.MimeMessage;
import java.io.ByteArrayInputStream;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDateTime;
import java.util.ArrayList;
import java.util.List;
import java.util.Properties;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.minori.MinoriTest;
import org.minori.contacts.ContactDirectory;
import org.minori.storage.Utc;
import org.minori.support.SinkSmtp;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.context.annotation.Import;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.transaction.support.TransactionTemplate;

/** What the tests of sending share: a mail server that says what it is told to, an e-mail, and a look into the outbox. */
@MinoriTest
@Import(Mails.class)
abstract class SendingTest {

    @Autowired
    Mails mails;

    @Autowired
    Suppressions suppressions;

    @Autowired
    ContactDirectory contacts;

    @Autowired
    OutboxRows rows;

    @Autowired
    LineRows lines;

    @Autowired
    LeftMails left;

    @Autowired
    JdbcClient jdbc;

    @Autowired
    TransactionTemplate transaction;

    SinkSmtp sink;
    String email;

    @BeforeEach
    void openTheSink() {
        mails.clear();
        sink = new SinkSmtp();
        email = mails.marketing(
                "<html><body><p>{{ contact.salutation }}</p><a href=\"https://example.com/a\">製品</a></body></html>");
    }

    @AfterEach
    void closeTheSink() {
        sink.close();
    }

    MailServer server() {
        return Mails.smtp(sink.port());
    }

    List<Long> queueMany(int number) {
        var queued = new ArrayList<Long>();
        for (int i = 0; i < number; i++) {
            queued.add(mails.queue(mails.consenting(Mails.address()), email));
        }
        return queued;
    }

    Duration untilDue(long mail) {
        var due = jdbc.sql("SELECT due_at FROM outbox_mail WHERE id = ?")
                .param(mail)
                .query(LocalDateTime.class)
                .single();
        return Duration.between(Instant.now(), Utc.toInstant(due));
    }

    int touchpoints(long contact, String type) {
        return jdbc.sql("SELECT COUNT(*) FROM touchpoint WHERE contact_id = ? AND type = ?")
                .params(contact, type)
                .query(Integer.class)
                .single();
    }

    static MimeMessage parse(SinkSmtp.Accepted mail) throws Exception {
        return new MimeMessage(
                Session.getInstance(new Properties()),
                new ByteArrayInputStream(mail.data().getBytes(StandardCharsets.UTF_8)));
    }
}
