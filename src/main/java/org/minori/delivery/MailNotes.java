package org.minori.delivery;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;
import org.minori.delivery.SendingRights.Send;
import org.springframework.stereotype.Component;

/**
 * Lets the connections share their commits. A connection notes that its mail was taken and that it is about to say the
 * last word of its next one; what the others want noted at that time goes into the same commit, since making it durable
 * costs the same for one and for all. No connection has more than one mail whose last word was said and whose fate is not
 * noted.
 */
@Component
class MailNotes {

    /** Waiting for the others never takes longer than this, nor longer than a commit takes. */
    private static final long LONGEST_PATIENCE = TimeUnit.MILLISECONDS.toNanos(10);

    private final MailOutcomes outcomes;
    private final ReentrantLock lock = new ReentrantLock();
    private final Condition changed = lock.newCondition();
    private List<Note> waiting = new ArrayList<>();
    private boolean committing;
    private int talking;
    private long commitTakes;

    /** What the connection may do with the mail that it has ready. */
    enum Word {
        SAY,
        /** Its reader was put on the list meanwhile. */
        UNWANTED,
        /** It belongs to another sender by now. */
        NOT_OURS,
        /** There was none. */
        NONE
    }

    /** A mail that the server took, and what it said. */
    record Taken(OutboxMail mail, String owner, Send send, String answer) {}

    /** What one connection wants noted; its answer is filled in by {@link MailOutcomes#note}. */
    static final class Note {

        final String owner;
        final @Nullable Taken taken;
        final @Nullable WrittenMail next;
        private final long since = System.nanoTime();
        private boolean done;

        @Nullable
        Word word;

        @Nullable
        RuntimeException failure;

        Note(String owner, @Nullable Taken taken, @Nullable WrittenMail next) {
            this.owner = owner;
            this.taken = taken;
            this.next = next;
        }
    }

    MailNotes(MailOutcomes outcomes) {
        this.outcomes = outcomes;
    }

    /** A connection begins to send mails: the others may wait a little for what it wants noted. */
    void begin() {
        lock.lock();
        try {
            talking++;
        } finally {
            lock.unlock();
        }
    }

    /** A connection does something else now. */
    void end() {
        lock.lock();
        try {
            talking--;
            changed.signalAll();
        } finally {
            lock.unlock();
        }
    }

    /** Notes both durably and says what may be done with the next. */
    Word note(String owner, @Nullable Taken taken, @Nullable WrittenMail next) {
        var note = new Note(owner, taken, next);
        lock.lock();
        try {
            waiting.add(note);
            changed.signalAll();
            while (!note.done) {
                long patience = patience();
                if (committing) {
                    changed.awaitUninterruptibly();
                } else if (patience <= 0 || !awaited(patience)) {
                    commit();
                }
            }
        } finally {
            lock.unlock();
        }
        if (note.failure != null) {
            throw note.failure;
        }
        return note.word == null ? Word.NOT_OURS : note.word;
    }

    /** How long to wait for the others, in nanoseconds: not at all when all of them are here. */
    private long patience() {
        if (waiting.isEmpty() || waiting.size() >= talking) {
            return 0;
        }
        return waiting.get(0).since + Math.min(commitTakes, LONGEST_PATIENCE) - System.nanoTime();
    }

    private boolean awaited(long nanos) {
        try {
            changed.awaitNanos(nanos);
            return true;
        } catch (InterruptedException hurried) {
            Thread.currentThread().interrupt();
            return false;
        }
    }

    /** Writes what all wait for. The lock is open meanwhile, so that the next group can gather. */
    private void commit() {
        var group = waiting;
        waiting = new ArrayList<>();
        committing = true;
        lock.unlock();
        long start = System.nanoTime();
        try {
            outcomes.note(group);
        } finally {
            long took = System.nanoTime() - start;
            lock.lock();
            commitTakes = commitTakes == 0 ? took : (commitTakes * 7 + took) / 8;
            committing = false;
            group.forEach(note -> note.done = true);
            changed.signalAll();
        }
    }
}
