package org.minori.scenarios.runs;

import java.time.Clock;
import org.jspecify.annotations.Nullable;
import org.minori.contacts.ContactId;
import org.minori.storage.BatchedRows;
import org.minori.storage.TimeOrderedIds;
import org.minori.storage.Utc;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.stereotype.Service;
import org.springframework.transaction.support.TransactionSynchronization;
import org.springframework.transaction.support.TransactionSynchronizationManager;

/**
 * Notes, in the transaction of an event, that it may wake or start runs. Who waits is looked up only after the commit,
 * by {@link SignalWorker}: so an event and a wait that are committed at the same moment always find each other.
 */
@Service
class Signals {

    static final String SCORE_REACHED = "scoreReached";
    static final String SEGMENT_ENTERED = "segmentEntered";
    static final String STAGE_CHANGED = "stageChanged";
    static final String SALES_DECIDED = "salesDecided";
    static final String RUN_ENDED = "runEnded";
    /** Not an event: a run that another one called is to end; the subject is its enrolment. */
    static final String LEAVE_RUN = "leaveRun";

    /** Not an event: an event fits a start that asks for more; the subject is the scenario and the start. */
    static final String START = "start";

    /** Not an event: a step asks that other runs of the contact end; the subject is the asking run and the scenario. */
    static final String LEAVE = "leave";

    /** Not an event: a new wait asks whether what it waits for is so already. */
    static final String RECHECK = "recheck";

    private static final String INSERT = """
            INSERT INTO scenario_signal
              (id, contact_id, kind, subject, amount, amount_before, wait_id, due_at, attempts)
            VALUES (?, ?, ?, ?, ?, ?, ?, ?, 0)
            """;

    private final BatchedRows rows;
    private final Clock clock;
    private final ObjectProvider<SignalTimer> timer;

    Signals(BatchedRows rows, Clock clock, ObjectProvider<SignalTimer> timer) {
        this.rows = rows;
        this.clock = clock;
        this.timer = timer;
    }

    void happened(ContactId contact, String kind, @Nullable String subject) {
        add(contact, kind, subject == null ? "" : subject, null, null, null);
    }

    void scored(ContactId contact, String score, int before, int after) {
        add(contact, SCORE_REACHED, score, after, before, null);
    }

    void recheck(ContactId contact, long wait) {
        add(contact, RECHECK, "", null, null, wait);
    }

    private void add(
            ContactId contact,
            String kind,
            String subject,
            @Nullable Integer amount,
            @Nullable Integer before,
            @Nullable Long wait) {
        rows.add(
                INSERT,
                TimeOrderedIds.next(),
                contact.value(),
                kind,
                subject,
                amount,
                before,
                wait,
                Utc.of(clock.instant()));
        nudgeAfterCommit();
    }

    private void nudgeAfterCommit() {
        if (!TransactionSynchronizationManager.isSynchronizationActive()
                || TransactionSynchronizationManager.hasResource(this)) {
            return;
        }
        TransactionSynchronizationManager.bindResource(this, Boolean.TRUE);
        TransactionSynchronizationManager.registerSynchronization(new Nudge());
    }

    private final class Nudge implements TransactionSynchronization {

        @Override
        public void suspend() {
            TransactionSynchronizationManager.unbindResourceIfPossible(Signals.this);
        }

        @Override
        public void resume() {
            TransactionSynchronizationManager.bindResource(Signals.this, Boolean.TRUE);
        }

        @Override
        public void afterCompletion(int status) {
            TransactionSynchronizationManager.unbindResourceIfPossible(Signals.this);
            if (status == STATUS_COMMITTED) {
                timer.ifAvailable(SignalTimer::nudge);
            }
        }
    }
}
