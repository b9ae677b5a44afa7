package org.minori.delivery;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.Test;
import org.minori.MinoriTest;
import org.minori.storage.Utc;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.context.annotation.Import;
import org.springframework.jdbc.core.simple.JdbcClient;

@MinoriTest
@Import(Mails.class)
class DeliveryInvariantsTests {

    @Autowired
    Mails mails;

    @Autowired
    Sender sender;

    @Autowired
    Suppressions suppressions;

    @Autowired
    RefusalsHonouredCheck refusals;

    @Autowired
    NoMailForgottenCheck forgotten;

    @Autowired
    JdbcClient jdbc;

    @Test
    void findsAMailThatWentOutAfterARefusal() {
        long before = refusals.check().violations();
        String address = Mails.address();
        var contact = mails.consenting(address);
        long mail = mails.queue(contact, mails.marketing("<p>x</p>"));
        sender.sendDue();
        suppressions.add(address, Suppressions.Reason.UNSUBSCRIBED, contact, mail);
        assertThat(refusals.check().violations()).isEqualTo(before);

        handedAt(mail, Instant.now().plusSeconds(60));

        assertThat(refusals.check().violations()).isEqualTo(before + 1);
        handedAt(mail, Instant.now().minusSeconds(60));
    }

    @Test
    void findsAMailThatNobodyWouldTake() {
        long before = forgotten.check().violations();
        long mail = mails.queue(mails.consenting(Mails.address()), mails.marketing("<p>x</p>"));
        assertThat(forgotten.check().violations()).isEqualTo(before);

        jdbc.sql("UPDATE outbox_mail SET state = 'HANDED', due_at = ? WHERE id = ?")
                .params(Utc.of(Instant.now().minus(Duration.ofHours(1))), mail)
                .update();
        assertThat(forgotten.check().violations()).isEqualTo(before + 1);

        jdbc.sql("UPDATE outbox_mail SET state = 'QUEUED', due_at = NULL WHERE id = ?")
                .param(mail)
                .update();
        assertThat(forgotten.check().violations()).isEqualTo(before + 1);
        jdbc.sql("UPDATE outbox_mail SET state = 'EXPIRED' WHERE id = ?")
                .param(mail)
                .update();
    }

    private void handedAt(long mail, Instant moment) {
        jdbc.sql("UPDATE outbox_mail SET handed_at = ? WHERE id = ?")
                .params(Utc.of(moment), mail)
                .update();
    }
}
