package org.minori.delivery;

import static org.assertj.core.api.Assertions.assertThat;

import jakarta.mail.BodyPart;
import jakarta.mail.Session;
import jakarta.mail.internet.MimeMessage;
import jakarta.mail.internet.MimeMultipart;
import java.io.ByteArrayInputStream;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDateTime;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Properties;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.minori.MinoriTest;
import org.minori.contacts.ContactDirectory;
import org.minori.contacts.LeadOwner;
import org.minori.contacts.Stage;
import org.minori.content.EmailTemplate.Kind;
import org.minori.delivery.DeliverySettings.Doubtful;
import org.minori.storage.Utc;
import org.minori.support.SinkSmtp;
import org.minori.support.SinkSmtp.Phase;
import org.minori.support.SinkSmtp.Reaction;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.context.annotation.Import;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.transaction.support.TransactionTemplate;

@MinoriTest
@Import(Mails.class)
class SmtpSendingTests {

    @Autowired
    Mails mails;

    @Autowired
    Suppressions suppressions;

    @Autowired
    ContactDirectory contacts;

    @Autowired
    OutboxRows rows;

    @Autowired
    JdbcClient jdbc;

    @Autowired
    TransactionTemplate transaction;

    private SinkSmtp sink;
    private String email;

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
    void retriesWhatIsRefusedForNowAndNotWhatIsRefusedForGood() {
        String now = Mails.address();
        String good = Mails.address();
        long later = mails.queue(mails.consenting(now), email);
        long never = mails.queue(mails.consenting(good), email);
        long fine = mails.queue(mails.consenting(Mails.address()), email);
        sink.fails((phase, argument) -> {
            if (phase == Phase.RCPT && argument.equals(now)) {
                return new Reaction.Reply("451 4.7.1 greylisted");
            }
            return phase == Phase.DOT && argument.equals(good) ? new Reaction.Reply("554 5.7.1 spam") : null;
        });

        mails.sendDue(server());

        assertThat(mails.state(later)).isEqualTo(MailState.DEFERRED);
        assertThat(mails.text(later, "answer")).contains("greylisted");
        assertThat(mails.state(never)).isEqualTo(MailState.FAILED);
        assertThat(mails.reason(never)).isEqualTo("refused");
        assertThat(mails.state(fine)).isEqualTo(MailState.SENT);

        sink.works();
        mails.dueNow(later);
        mails.sendDue(server());

        assertThat(mails.state(later)).isEqualTo(MailState.SENT);
        assertThat(sink.acceptedFor(good)).isEmpty();
    }

    @Test
    void waitsLongerWithEveryTryAndGivesUpWhenTheMailIsTooOld() {
        String address = Mails.address();
        long mail = mails.queue(mails.consenting(address), email);
        sink.fails((phase, argument) -> phase == Phase.RCPT ? new Reaction.Reply("450 later") : null);
        var waits = new ArrayList<Duration>();
        for (int i = 0; i < 5; i++) {
            mails.sendDue(server());
            waits.add(untilDue(mail));
            mails.dueNow(mail);
        }
        assertThat(waits).isSorted();
        assertThat(waits.get(0)).isBetween(Duration.ofSeconds(90), Duration.ofSeconds(150));

        jdbc.sql("UPDATE outbox_mail SET created_at = ?, due_at = created_at, late_after_seconds = 999999 WHERE id = ?")
                .params(Utc.of(Instant.now().minus(Duration.ofHours(25))), mail)
                .update();
        mails.sendDue(server());

        assertThat(mails.state(mail)).isEqualTo(MailState.FAILED);
        assertThat(mails.reason(mail)).isEqualTo("tooOld");
    }

    @Test
    void keepsMailsQueuedWhileTheServerIsAwayAndSendsThemWhenItIsBack() {
        var queued = queueMany(5);
        int port = sink.port();
        sink.close();

        mails.sendDue(Mails.smtp(port));

        assertThat(queued).allSatisfy(mail -> {
            assertThat(mails.state(mail)).isEqualTo(MailState.QUEUED);
            assertThat(mails.text(mail, "tries")).isEqualTo("0");
        });

        sink = new SinkSmtp(port, null, true);
        mails.sendDue(Mails.smtp(port));

        assertThat(queued).allSatisfy(mail -> assertThat(mails.state(mail)).isEqualTo(MailState.SENT));
        assertThat(sink.count()).isEqualTo(5);
    }

    @Test
    void sendsAgainAtOnceWhenAnIdleConnectionHasDied() {
        var first = queueMany(1);
        try (var line = mails.line(server(), "one", Doubtful.RESEND, () -> false)) {
            line.work();
            var closed = new AtomicInteger();
            sink.fails((phase, argument) ->
                    phase == Phase.MAIL && closed.getAndIncrement() == 0 ? new Reaction.Close() : null);
            var second = queueMany(1);
            line.work();

            assertThat(mails.state(first.get(0))).isEqualTo(MailState.SENT);
            assertThat(mails.state(second.get(0))).isEqualTo(MailState.SENT);
        }
        assertThat(sink.count()).isEqualTo(2);
    }

    @Test
    void sendsAtMostOnceMoreWhenTheAnswerIsLost() {
        String address = Mails.address();
        long mail = mails.queue(mails.consenting(address), email);
        sink.fails((phase, argument) -> phase == Phase.DOT ? new Reaction.AcceptAndClose() : null);

        mails.sendDue(server());

        assertThat(mails.state(mail)).isEqualTo(MailState.DEFERRED);
        assertThat(mails.text(mail, "doubtful")).isEqualToIgnoringCase("true");

        sink.works();
        mails.dueNow(mail);
        mails.sendDue(server());

        assertThat(mails.state(mail)).isEqualTo(MailState.SENT);
        var twice = sink.acceptedFor(address);
        assertThat(twice).hasSize(2);
        assertThat(twice.get(0).messageId()).isEqualTo(twice.get(1).messageId());
    }

    @Test
    void parksADoubtfulMailWhereTheInstallationSaysSo() {
        long mail = mails.queue(mails.consenting(Mails.address()), email);
        sink.fails((phase, argument) -> phase == Phase.DOT ? new Reaction.AcceptAndClose() : null);

        mails.sendDue(server(), Doubtful.PARK);

        assertThat(mails.state(mail)).isEqualTo(MailState.UNKNOWN);
    }

    @Test
    void isNotHeldUpByOneMailThatCantBeRendered() {
        String poison = mails.marketing("<p>x</p>");
        jdbc.sql("UPDATE email_version SET html = '{% include x %}' WHERE email_key = ?")
                .param(poison)
                .update();
        long sick = mails.queue(mails.consenting(Mails.address()), poison);
        var healthy = queueMany(10);

        mails.sendDue(server());

        assertThat(mails.state(sick)).isEqualTo(MailState.FAILED);
        assertThat(mails.reason(sick)).isEqualTo("rendering");
        assertThat(healthy).allSatisfy(mail -> assertThat(mails.state(mail)).isEqualTo(MailState.SENT));
    }

    @Test
    void sendsNothingToAnAddressThatWasSuppressedInTheMiddleOfARun() {
        var addresses = new ArrayList<String>();
        for (int i = 0; i < 60; i++) {
            String address = Mails.address();
            mails.queue(mails.consenting(address), email);
            addresses.add(address);
        }
        var refused = new HashSet<String>();
        sink.fails((phase, argument) -> {
            if (phase == Phase.DOT && sink.count() == 10) {
                addresses.subList(20, 60).forEach(address -> {
                    suppressions.add(address, Suppressions.Reason.UNSUBSCRIBED, null, null);
                    refused.add(address);
                });
            }
            return null;
        });

        mails.sendDue(server());

        assertThat(refused).hasSize(40);
        assertThat(refused)
                .allSatisfy(address -> assertThat(sink.acceptedFor(address)).isEmpty());
        assertThat(sink.count()).isEqualTo(20);
    }

    @Test
    void asksForTheRightToSendWhenTheMailIsClaimed() {
        long without = mails.queue(mails.contact(Mails.address(), null), email);
        String receipt = mails.email(Kind.TRANSACTIONAL, "<p>領収書</p>");
        long transactional = mails.queue(mails.contact(Mails.address(), null), receipt);
        var withSales = mails.consenting(Mails.address());
        long owned = mails.queue(withSales, email);
        long also = mails.queue(
                new EmailRequest("also:" + withSales, withSales, email, "test", null, null, false, false, true));
        transaction.executeWithoutResult(status -> contacts.move(withSales, Stage.MQL, LeadOwner.SALES));
        var late = mails.consenting(Mails.address());
        long expired = mails.queue(
                new EmailRequest("late:" + late, late, email, "test", null, Duration.ofHours(1), false, false, false));
        long sendLate = mails.queue(new EmailRequest(
                "sendLate:" + late, late, email, "test", null, Duration.ofHours(1), true, false, false));
        for (long mail : new long[] {expired, sendLate}) {
            jdbc.sql("UPDATE outbox_mail SET created_at = ? WHERE id = ?")
                    .params(Utc.of(Instant.now().minus(Duration.ofHours(2))), mail)
                    .update();
        }

        mails.sendDue(server());

        assertThat(mails.reason(without)).isEqualTo("noConsent");
        assertThat(mails.state(transactional)).isEqualTo(MailState.SENT);
        assertThat(mails.reason(owned)).isEqualTo("withSales");
        assertThat(mails.state(also)).isEqualTo(MailState.SENT);
        assertThat(mails.state(expired)).isEqualTo(MailState.EXPIRED);
        assertThat(mails.state(sendLate)).isEqualTo(MailState.SENT);
    }

    @Test
    void sendsNothingTwiceWhenManySendersShareTheOutbox() throws Exception {
        var queued = queueMany(300);
        var threads = Executors.newFixedThreadPool(4);
        for (int i = 0; i < 4; i++) {
            String name = "t" + i;
            threads.submit(() -> {
                try (var line = mails.line(server(), name, Doubtful.RESEND, () -> false)) {
                    while (line.work() > 0) {
                        continue;
                    }
                }
            });
        }
        threads.shutdown();

        assertThat(threads.awaitTermination(60, TimeUnit.SECONDS)).isTrue();
        mails.sendDue(server());
        assertThat(queued).allSatisfy(mail -> assertThat(mails.state(mail)).isEqualTo(MailState.SENT));
        assertThat(sink.accepted().stream().map(SinkSmtp.Accepted::messageId)).doesNotHaveDuplicates();
        assertThat(sink.count()).isEqualTo(300);
    }

    @Test
    void twoSendersClaimSideBySideAndTheOldestFirst() throws Exception {
        var queued = queueMany(30);
        for (int i = 0; i < queued.size(); i++) {
            jdbc.sql("UPDATE outbox_mail SET due_at = ? WHERE id = ?")
                    .params(Utc.of(Instant.now().minusSeconds(1_000 - i)), queued.get(i))
                    .update();
        }
        var other = Executors.newSingleThreadExecutor();

        var claims = transaction.execute(status -> {
            var first = rows.claim("test#a/1", 10, Duration.ofSeconds(60), false);
            try {
                return List.of(
                        first,
                        other.submit(() -> rows.claim("test#b/1", 10, Duration.ofSeconds(60), false))
                                .get(10, TimeUnit.SECONDS));
            } catch (Exception e) {
                throw new IllegalStateException(e);
            }
        });
        other.shutdown();

        assertThat(claims.get(0).stream().map(OutboxMail::id))
                .containsExactlyInAnyOrderElementsOf(queued.subList(0, 10));
        assertThat(claims.get(1).stream().map(OutboxMail::id))
                .containsExactlyInAnyOrderElementsOf(queued.subList(10, 20));
    }

    @Test
    void aSenderWhoseLeaseRanOutHandsNothingOver() {
        long mail = mails.queue(mails.consenting(Mails.address()), email);
        var first = rows.claim("test#old/1", 10, Duration.ofMillis(-1), false).get(0);
        var second = rows.claim("test#new/1", 10, Duration.ofSeconds(60), false).get(0);

        assertThat(rows.handed(first, "test#old/1", Duration.ofMinutes(6))).isFalse();
        assertThat(rows.handed(second, "test#new/1", Duration.ofMinutes(6))).isTrue();
        assertThat(rows.sent(first, "test#old/1", "MARKETING", 1, "")).isFalse();
        assertThat(mails.state(mail)).isEqualTo(MailState.HANDED);
    }

    @Test
    void takesUpWhatADeadNodeLeftBehind() {
        long claimed = mails.queue(mails.consenting(Mails.address()), email);
        rows.claim("dead#boot1/1", 10, Duration.ofSeconds(60), false);
        long handed = mails.queue(mails.consenting(Mails.address()), email);
        var doubtful =
                rows.claim("dead#boot1/2", 10, Duration.ofSeconds(60), false).get(0);
        rows.handed(doubtful, "dead#boot1/2", Duration.ofMinutes(6));
        assertThat(mails.sendDue(server())).isZero();

        assertThat(rows.freeWhatWasLeftBy("dead", "boot2")).isEqualTo(2);
        mails.sendDue(server());

        assertThat(mails.state(claimed)).isEqualTo(MailState.SENT);
        assertThat(mails.text(claimed, "doubtful")).isEqualToIgnoringCase("false");
        assertThat(mails.state(handed)).isEqualTo(MailState.SENT);
        assertThat(mails.text(handed, "doubtful")).isEqualToIgnoringCase("true");
    }

    @Test
    void givesTheRestBackWhenItIsStopped() {
        var queued = queueMany(15);
        var sent = new AtomicInteger();
        sink.fails((phase, argument) -> {
            if (phase == Phase.DOT) {
                sent.incrementAndGet();
            }
            return null;
        });
        try (var line = mails.line(server(), "one", Doubtful.RESEND, () -> sent.get() >= 4)) {
            line.work();
        }

        assertThat(sink.count()).isEqualTo(4);
        assertThat(queued.stream().map(mails::state).filter(MailState.QUEUED::equals))
                .hasSize(11);
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

    private MailServer server() {
        return Mails.smtp(sink.port());
    }

    private List<Long> queueMany(int number) {
        var queued = new ArrayList<Long>();
        for (int i = 0; i < number; i++) {
            queued.add(mails.queue(mails.consenting(Mails.address()), email));
        }
        return queued;
    }

    private Duration untilDue(long mail) {
        var due = jdbc.sql("SELECT due_at FROM outbox_mail WHERE id = ?")
                .param(mail)
                .query(LocalDateTime.class)
                .single();
        return Duration.between(Instant.now(), Utc.toInstant(due));
    }

    private int touchpoints(long contact, String type) {
        return jdbc.sql("SELECT COUNT(*) FROM touchpoint WHERE contact_id = ? AND type = ?")
                .params(contact, type)
                .query(Integer.class)
                .single();
    }

    private static MimeMessage parse(SinkSmtp.Accepted mail) throws Exception {
        return new MimeMessage(
                Session.getInstance(new Properties()),
                new ByteArrayInputStream(mail.data().getBytes(StandardCharsets.UTF_8)));
    }

    private static String body(BodyPart part) throws Exception {
        return String.valueOf(part.getContent());
    }
}
