package org.minori.delivery;

import static org.assertj.core.api.Assertions.assertThat;

import jakarta.mail.BodyPart;
import jakarta.mail.internet.MimeMultipart;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.minori.support.SinkSmtp.Phase;

/** What goes over the wire to a mail server that works. */
class SmtpSendingTests extends SendingTest {

    @Test
    void sendsOneMailWithEverythingThatMarketingMailMustCarry() throws Exception {
        String address = Mails.address();
        long mail = mails.queue(mails.consenting(address), email);

        mails.sendDue(server());

        assertThat(mails.state(mail)).isEqualTo(MailState.SENT);
        var accepted = sink.acceptedFor(address);
        assertThat(accepted).hasSize(1);
        var message = parse(accepted.get(0));
        assertThat(message.getSubject()).isEqualTo("山田様へのご案内");
        assertThat(message.getHeader("List-Unsubscribe")[0]).matches("(?s)<http://[^>]+/u/[^>]+>,\\s+<mailto:[^>]+>");
        assertThat(message.getHeader("List-Unsubscribe-Post")).containsExactly("List-Unsubscribe=One-Click");
        assertThat(accepted.get(0).from()).contains("+" + message.getMessageID().replaceAll("^<|@.*$", "") + "@");
        var parts = (MimeMultipart) message.getContent();
        assertThat(body(parts.getBodyPart(0))).contains("山田 太郎 様", "/c/", "/u/", "住所");
        assertThat(body(parts.getBodyPart(1)))
                .contains("山田 太郎 様", "/c/", "/u/", "/o/", "配信を停止する")
                .doesNotContain("https://example.com/a", "{{", "{%");
    }

    @Test
    void writesTheTouchpointInTheCommitThatNotesTheMailAsSent() {
        String address = Mails.address();
        var contact = mails.consenting(address);
        long mail = mails.queue(contact, email);

        mails.sendDue(server());

        assertThat(mails.state(mail)).isEqualTo(MailState.SENT);
        assertThat(touchpoints(contact.value(), "emailSent")).isEqualTo(1);
    }

    @Test
    void usesOneConnectionForManyMails() {
        var queued = queueMany(50);

        mails.sendDue(server());

        assertThat(queued).allSatisfy(mail -> assertThat(mails.state(mail)).isEqualTo(MailState.SENT));
        assertThat(sink.connections()).isEqualTo(1);
        assertThat(sink.count()).isEqualTo(50);
    }

    @Test
    void queuesTheSameWordOnce() {
        var contact = mails.consenting(Mails.address());
        var request = new EmailRequest("once:" + contact, contact, email, "test", null, null, false, false, false);

        long first = mails.queue(request);
        long second = mails.queue(request);
        mails.sendDue(server());

        assertThat(second).isEqualTo(first);
        assertThat(sink.count()).isEqualTo(1);
    }

    @Test
    void forgetsAMailWhoseTransactionFailed() {
        var contact = mails.consenting(Mails.address());
        try {
            transaction.executeWithoutResult(status -> {
                mails.queue(contact, email);
                status.setRollbackOnly();
            });
        } catch (RuntimeException noSuchRow) {
            // The row can't be read before the transaction commits.
        }

        assertThat(mails.sendDue(server())).isZero();
    }

    @Test
    void writesNoHeaderThatSomebodysNameAsksFor() throws Exception {
        String address = Mails.address();
        var contact = mails.consenting(address);
        jdbc.sql("UPDATE contact SET last_name = ? WHERE id = ?")
                .params("山田\r\nBcc: other@example.jp\u2028", contact.value())
                .update();
        mails.queue(contact, email);

        mails.sendDue(server());

        var message = parse(sink.acceptedFor(address).get(0));
        assertThat(message.getHeader("Bcc")).isNull();
        assertThat(message.getSubject()).contains("Bcc: other@example.jp");
    }

    @Test
    void sendsAlsoToAServerThatTakesOneCommandAtATime() {
        sink.takesOneCommandAtATime();
        var queued = queueMany(10);

        mails.sendDue(server());

        assertThat(queued).allSatisfy(mail -> assertThat(mails.state(mail)).isEqualTo(MailState.SENT));
        assertThat(sink.count()).isEqualTo(10);
    }

    @Test
    void offersTheNextMailWhileTheServerThinksAndSaysItOnlyAfterItsAnswer() {
        var queued = queueMany(10);
        var said = new ArrayList<Long>();
        sink.fails((phase, argument) -> {
            if (phase == Phase.DOT) {
                said.addAll(said());
            }
            return null;
        });

        mails.sendDue(server());

        assertThat(said)
                .as("the mail that is said is noted before its last word, each after the one before")
                .containsExactlyElementsOf(queued);
        assertThat(said()).isEmpty();
    }

    private List<Long> said() {
        return jdbc.sql("SELECT said_id FROM sending_line").query(Long.class).list();
    }

    private static String body(BodyPart part) throws Exception {
        return String.valueOf(part.getContent());
    }
}
