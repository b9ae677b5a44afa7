package org.minori.delivery;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.minori.contacts.ContactErasure;
import org.minori.contacts.ContactId;
import org.minori.delivery.DeliverySettings.Doubtful;
import org.minori.delivery.SendingRights.Send;
import org.minori.storage.Utc;
import org.minori.support.SinkSmtp;
import org.minori.support.SinkSmtp.Phase;
import org.minori.tracking.TouchpointsRecorded;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.context.annotation.Import;
import org.springframework.context.event.EventListener;

/** Several senders, on several nodes, share one outbox: nothing twice, nothing forgotten. */
@Import(SharedOutboxTests.Refuses.class)
class SharedOutboxTests extends SendingTest {

    private static final String OWNER = "test#boot/one";
    private static final Duration LEASE = Duration.ofSeconds(60);

    @Autowired
    MailComposer composer;

    @Autowired
    ContactErasure erasure;

    @Autowired
    MailOutcomes outcomes;

    @Autowired
    SendingRights rights;

    @Autowired
    Refuses refuse;

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
    void aSenderWhoseLeaseRanOutSaysNothingAnyMore() {
        long mail = mails.queue(mails.consenting(Mails.address()), email);
        var old = written(claim("test#old/1", Duration.ofMillis(-1)).get(0));
        left.takeUp();
        var now = written(claim("test#new/1", LEASE).get(0));

        assertThat(now.mail().id()).isEqualTo(mail);
        assertThat(lines.say("test#old/1", old)).isFalse();
        assertThat(lines.say("test#new/1", now)).isTrue();
    }

    @Test
    void nothingIsSaidToWhomeverUnsubscribedAfterTheClaimOrWasErased() {
        var unwilling = mails.consenting(Mails.address());
        mails.queue(unwilling, email);
        mails.queue(mails.consenting(Mails.address()), email);
        var claimed = claim("test#a/1", LEASE).stream().map(this::written).toList();
        suppressions.add(claimed.get(0).send().to(), Suppressions.Reason.UNSUBSCRIBED, unwilling, null);
        erasure.erase(claimed.get(1).mail().contact());

        assertThat(lines.say("test#a/1", claimed.get(0))).isFalse();
        assertThat(lines.say("test#a/1", claimed.get(1))).isFalse();
    }

    @Test
    void takesUpWhatADeadNodeLeftBehind() {
        var queued = queueMany(4);
        var claimed = claim("dead#boot1/1", LEASE).stream().map(this::written).toList();
        lines.say("dead#boot1/1", claimed.get(0));
        lines.say("dead#boot1/1", claimed.get(1));
        lines.say("dead#boot1/1", claimed.get(2));
        assertThat(mails.sendDue(server())).isZero();

        assertThat(left.takeUpWhatWasLeftBy("dead", "boot2")).isPositive();
        mails.sendDue(server());

        assertThat(queued).allSatisfy(mail -> assertThat(mails.state(mail)).isEqualTo(MailState.SENT));
        assertThat(queued.stream().map(mails::isDoubtful)).containsExactly(false, false, true, false);
        assertThat(sink.count())
                .as("the doubtful one and the one that was not begun")
                .isEqualTo(2);
        assertThat(touchpoints(claimed.get(0).mail().contact().value(), "emailSent"))
                .isEqualTo(1);
    }

    @Test
    void aSenderThatLivesOnSaysNothingMoreOfAClaimThatWasTakenUp() {
        queueMany(3);
        var claimed = claim("twin#boot1/1", LEASE).stream().map(this::written).toList();
        lines.say("twin#boot1/1", claimed.get(0));
        lines.say("twin#boot1/1", claimed.get(1));
        refuse.during = () -> assertThat(lines.say("twin#boot1/1", claimed.get(2)))
                .as("while what it had sent is being noted")
                .isFalse();

        left.takeUpWhatWasLeftBy("twin", "boot2");

        assertThat(refuse.during).as("it was asked").isNull();
        assertThat(mails.state(claimed.get(0).mail().id())).isEqualTo(MailState.SENT);
    }

    @Test
    void aClaimThatStillWaitsForAnAnswerIsLeftAloneAfterItsLease() {
        var queued = queueMany(2);
        var claimed = claim("test#slow/1", Duration.ofMillis(-1)).stream()
                .map(this::written)
                .toList();
        lines.say("test#slow/1", claimed.get(0));

        mails.sendDue(server());

        assertThat(queued.stream().map(mails::state)).containsExactly(MailState.CLAIMED, MailState.SENT);
        assertThat(sink.count()).isEqualTo(1);
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
    void oneMailThatCantBeNotedStopsNoOtherThatSharesItsCommit() {
        var taken = takenOf(queueMany(6));
        var sick = taken.get(2).mail();
        refuse.contact = sick.contact();

        outcomes.sent(taken);

        assertThat(taken.stream().map(MailOutcomes.Taken::mail)).allSatisfy(mail -> {
            assertThat(mails.state(mail.id())).isEqualTo(MailState.SENT);
            assertThat(touchpoints(mail.contact().value(), "emailSent")).isEqualTo(mail.equals(sick) ? 0 : 1);
        });
    }

    @Test
    void aSharedCommitNotesOnlyWhatIsStillItsSenders() {
        var taken = takenOf(queueMany(6));
        var lost = taken.get(4).mail();
        jdbc.sql("UPDATE outbox_mail SET owner = 'test#other/1', attempt = attempt + 1 WHERE id = ?")
                .param(lost.id())
                .update();

        outcomes.sent(taken);

        assertThat(taken.stream().map(MailOutcomes.Taken::mail))
                .allSatisfy(mail -> assertThat(mails.state(mail.id()))
                        .isEqualTo(mail.equals(lost) ? MailState.CLAIMED : MailState.SENT));
        assertThat(touchpoints(lost.contact().value(), "emailSent")).isZero();
    }

    private List<OutboxMail> claim(String owner, Duration lease) {
        return rows.claim(owner, 10, lease, false);
    }

    private WrittenMail written(OutboxMail mail) {
        var send = (Send) rights.of(List.of(mail)).get(mail.id());
        return new WrittenMail(mail, send, composer.compose(mail, send), false);
    }

    /** Claims them and says that the server took them. */
    private List<MailOutcomes.Taken> takenOf(List<Long> queued) {
        return rows.claim(OWNER, queued.size(), LEASE, false).stream()
                .map(this::written)
                .map(mail ->
                        new MailOutcomes.Taken(mail.mail(), OWNER, mail.send().email(), Instant.now(), "250 taken"))
                .toList();
    }

    /** Something that listens to touchpoints and fails for one contact. */
    static class Refuses {

        private ContactId contact;
        private Runnable during;

        @EventListener
        void on(TouchpointsRecorded recorded) {
            if (during != null) {
                var once = during;
                during = null;
                once.run();
            }
            if (recorded.touchpoints().stream()
                    .anyMatch(one -> one.touchpoint().contact().equals(contact))) {
                throw new IllegalStateException("not this one");
            }
        }
    }
}
