package org.minori.delivery;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.minori.delivery.DeliverySettings.Doubtful;
import org.minori.storage.Utc;
import org.minori.support.SinkSmtp;
import org.minori.support.SinkSmtp.Phase;
import org.minori.support.SinkSmtp.Reaction;

/** What becomes of mails when the server, the connection or the mail itself fails. */
class MailTroubleTests extends SendingTest {

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
        assertThat(mails.isDoubtful(mail)).isTrue();

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
        assertThat(mails.text(mail, "handed_at"))
                .as("it counts as one that the reader got")
                .isNotEqualTo("null");
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
    void sendsOnlyThoseThatAreNotThereYetWhenTheServerComesBack() {
        var queued = queueMany(6);
        sink.fails((phase, argument) ->
                (phase == Phase.MAIL || phase == Phase.CONNECT) && sink.count() >= 2 ? new Reaction.Close() : null);

        mails.sendDue(server());

        assertThat(queued.stream().map(mails::state))
                .containsOnly(MailState.SENT, MailState.QUEUED)
                .filteredOn(MailState.SENT::equals)
                .hasSizeBetween(2, 3);

        sink.works();
        mails.sendDue(server());

        assertThat(queued).allSatisfy(mail -> assertThat(mails.state(mail)).isEqualTo(MailState.SENT));
        assertThat(sink.accepted().stream().map(SinkSmtp.Accepted::messageId))
                .hasSize(6)
                .doesNotHaveDuplicates();
    }

    @Test
    void aRefusedReaderHoldsUpNobodyWhoseMailIsOfferedInTheSameBreath() {
        var bad = new HashSet<String>();
        for (int i = 0; i < 12; i++) {
            String address = Mails.address();
            mails.queue(mails.consenting(address), email);
            if (i % 3 == 1) {
                bad.add(address);
            }
        }
        sink.fails((phase, argument) ->
                phase == Phase.RCPT && bad.contains(argument) ? new Reaction.Reply("550 5.1.1 nobody here") : null);

        mails.sendDue(server());

        assertThat(sink.count()).isEqualTo(8);
        assertThat(sink.connections()).isEqualTo(1);
        assertThat(sink.accepted()).noneMatch(mail -> bad.contains(mail.to()));
    }
}
