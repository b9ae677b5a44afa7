package org.minori.delivery;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
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
    void aSenderWhoseLeaseRanOutHandsNothingOver() {
        long mail = mails.queue(mails.consenting(Mails.address()), email);
        var first = rows.claim("test#old/1", 10, Duration.ofMillis(-1), false).get(0);
        var second = rows.claim("test#new/1", 10, Duration.ofSeconds(60), false).get(0);

        assertThat(rows.handed(List.of(first, second), List.of("test#old/1", "test#new/1"), Duration.ofMinutes(6)))
                .containsExactly(false, true);
        assertThat(mails.state(mail)).isEqualTo(MailState.HANDED);
    }

    @Test
    void takesUpWhatADeadNodeLeftBehind() {
        long claimed = mails.queue(mails.consenting(Mails.address()), email);
        rows.claim("dead#boot1/1", 10, Duration.ofSeconds(60), false);
        long handed = mails.queue(mails.consenting(Mails.address()), email);
        var doubtful =
                rows.claim("dead#boot1/2", 10, Duration.ofSeconds(60), false).get(0);
        rows.handed(List.of(doubtful), List.of("dead#boot1/2"), Duration.ofMinutes(6));
        assertThat(mails.sendDue(server())).isZero();

        assertThat(rows.freeWhatWasLeftBy("dead", "boot2")).isEqualTo(2);
        mails.sendDue(server());

        assertThat(mails.state(claimed)).isEqualTo(MailState.SENT);
        assertThat(mails.isDoubtful(claimed)).isFalse();
        assertThat(mails.state(handed)).isEqualTo(MailState.SENT);
        assertThat(mails.isDoubtful(handed)).isTrue();
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
        var notes = notesOf(queueMany(6));
        var sick = notes.get(2).taken.mail();
        refuse.contact = sick.contact();

        outcomes.note(notes);

        assertThat(notes).allSatisfy(note -> {
            assertThat(note.failure).isNull();
            assertThat(mails.state(note.taken.mail().id())).isEqualTo(MailState.SENT);
            boolean isSick = note.taken.mail().equals(sick);
            assertThat(touchpoints(note.taken.mail().contact().value(), "emailSent"))
                    .isEqualTo(isSick ? 0 : 1);
        });
    }

    @Test
    void aSharedCommitNotesOnlyWhatIsStillItsSenders() {
        var notes = notesOf(queueMany(6));
        long lost = notes.get(4).taken.mail().id();
        jdbc.sql("UPDATE outbox_mail SET owner = 'test#other/1', attempt = attempt + 1 WHERE id = ?")
                .param(lost)
                .update();

        outcomes.note(notes);

        assertThat(notes.stream().map(note -> note.taken.mail()))
                .allSatisfy(mail -> assertThat(mails.state(mail.id()))
                        .isEqualTo(mail.id() == lost ? MailState.CLAIMED : MailState.SENT));
        assertThat(touchpoints(notes.get(4).taken.mail().contact().value(), "emailSent"))
                .isZero();
    }

    /** Claims them and says that the server took them. */
    private List<MailNotes.Note> notesOf(List<Long> queued) {
        var claimed = rows.claim(OWNER, queued.size(), Duration.ofSeconds(60), false);
        var verdicts = rights.of(claimed);
        return claimed.stream()
                .map(mail -> new MailNotes.Note(
                        OWNER, new MailNotes.Taken(mail, OWNER, (Send) verdicts.get(mail.id()), "250 taken"), null))
                .toList();
    }

    /** Something that listens to touchpoints and fails for one contact. */
    static class Refuses {

        private ContactId contact;

        @EventListener
        void on(TouchpointsRecorded recorded) {
            if (recorded.touchpoints().stream()
                    .anyMatch(one -> one.touchpoint().contact().equals(contact))) {
                throw new IllegalStateException("not this one");
            }
        }
    }
}
