package org.minori.delivery;

import java.time.Clock;
import org.jspecify.annotations.Nullable;
import org.minori.contacts.ContactId;
import org.minori.storage.BatchedRows;
import org.minori.storage.TimeOrderedIds;
import org.minori.storage.Utc;
import org.springframework.stereotype.Service;
import org.springframework.transaction.support.TransactionSynchronization;
import org.springframework.transaction.support.TransactionSynchronizationManager;

/** Getting mail to a mailbox: a mail is a row here before any server hears of it. */
@Service
public class EmailOutbox {

    private static final String INSERT =
            "INSERT IGNORE INTO outbox_mail (id, once_key, contact_id, email_key, origin, enrolment_id,"
                    + " late_after_seconds, send_late, any_hour, also_with_sales, test_to, state, attempt, tries, doubtful, due_at, created_at)"
                    + " VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, 'QUEUED', 0, 0, FALSE, ?, ?)";
    private static final int LONGEST_ORIGIN = 200;

    private final BatchedRows rows;
    private final SenderBell bell;
    private final Clock clock;

    EmailOutbox(BatchedRows rows, SenderBell bell, Clock clock) {
        this.rows = rows;
        this.bell = bell;
        this.clock = clock;
    }

    /** Queues a mail in the running transaction with one buffered row and no query; rights are checked when it is claimed for sending. */
    public void queue(EmailRequest request) {
        insert(TimeOrderedIds.next(), request, null);
    }

    /** Queues one mail as a contact would get it, to somebody else's address: nothing in it is counted, no right is asked for. */
    public void queueTest(String once, ContactId contact, String email, String to) {
        insert(TimeOrderedIds.next(), new EmailRequest(once, contact, email, "test", null, null, true, true, true), to);
    }

    private void insert(long id, EmailRequest request, @Nullable String testTo) {
        var now = Utc.of(clock.instant());
        rows.add(
                INSERT,
                id,
                request.once(),
                request.contact().value(),
                request.email(),
                request.origin().length() > LONGEST_ORIGIN
                        ? request.origin().substring(0, LONGEST_ORIGIN)
                        : request.origin(),
                request.enrolment(),
                request.lateAfter() == null ? null : request.lateAfter().toSeconds(),
                request.sendLate(),
                request.anyHour(),
                request.alsoWithSales(),
                testTo,
                now,
                now);
        ringAfterCommit();
    }

    private void ringAfterCommit() {
        if (!TransactionSynchronizationManager.isSynchronizationActive()) {
            bell.ring();
        } else if (TransactionSynchronizationManager.getResource(this) == null) {
            var ringing = new RingAfterCommit();
            TransactionSynchronizationManager.bindResource(this, ringing);
            TransactionSynchronizationManager.registerSynchronization(ringing);
        }
    }

    /** Wakes the sender once for however many mails a transaction queued. */
    private final class RingAfterCommit implements TransactionSynchronization {

        @Override
        public void suspend() {
            TransactionSynchronizationManager.unbindResourceIfPossible(EmailOutbox.this);
        }

        @Override
        public void resume() {
            TransactionSynchronizationManager.bindResource(EmailOutbox.this, this);
        }

        @Override
        public void afterCompletion(int status) {
            TransactionSynchronizationManager.unbindResourceIfPossible(EmailOutbox.this);
            if (status == STATUS_COMMITTED) {
                bell.ring();
            }
        }
    }
}
