package org.minori.administration;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.minori.storage.BatchedRows;
import org.springframework.stereotype.Service;
import org.springframework.transaction.support.TransactionSynchronization;
import org.springframework.transaction.support.TransactionSynchronizationManager;
import org.springframework.transaction.support.TransactionTemplate;

/** The append-only record of who did what: each row carries the hash of the one before. */
@Service
public class AuditLog {

    private final AuditRows rows;
    private final AuditActors actors;
    private final BatchedRows batched;
    private final TransactionTemplate transactions;

    AuditLog(AuditRows rows, AuditActors actors, BatchedRows batched, TransactionTemplate transactions) {
        this.rows = rows;
        this.actors = actors;
        this.batched = batched;
        this.transactions = transactions;
    }

    /**
     * Adds a row in the running transaction, by the signed-in user, the API key or the system.
     *
     * @param action in the past tense and dotted, such as {@code scenario.published}
     * @param subject what it happened to, such as {@code scenario:welcome}
     * @param details old and new values, personal ones masked
     */
    public void record(String action, String subject, Map<String, String> details) {
        var entry = actors.entry(action, subject, Masking.of(details));
        if (TransactionSynchronizationManager.isSynchronizationActive()) {
            pending().entries.add(entry);
        } else {
            transactions.executeWithoutResult(status -> rows.append(List.of(entry)));
        }
    }

    /** One page of what is asked for, the newest first, before the given number. */
    public List<AuditEntry> page(@Nullable Long before, AuditQuestion asked, int limit) {
        return rows.page(before, asked, limit);
    }

    /** Everybody who ever did something. */
    public List<AuditActor> actors() {
        return rows.actors();
    }

    /** What a thing was called when something was last noted of it with its name. */
    public Optional<String> nameOf(String subject) {
        return rows.named(subject).map(entry -> entry.details().get("name"));
    }

    /** All actions that were ever recorded. */
    public List<String> actions() {
        return rows.actions();
    }

    /** Recomputes the whole chain. */
    public AuditVerification verify() {
        return rows.verify();
    }

    private Pending pending() {
        if (TransactionSynchronizationManager.getResource(this) instanceof Pending pending) {
            return pending;
        }
        var pending = new Pending();
        TransactionSynchronizationManager.bindResource(this, pending);
        TransactionSynchronizationManager.registerSynchronization(pending);
        return pending;
    }

    /** Waits for the end of the transaction, because the chain's head is locked from the first row until the commit. */
    private final class Pending implements TransactionSynchronization {

        private final List<AuditRows.NewEntry> entries = new ArrayList<>();

        @Override
        public void suspend() {
            TransactionSynchronizationManager.unbindResource(AuditLog.this);
        }

        @Override
        public void resume() {
            TransactionSynchronizationManager.bindResource(AuditLog.this, this);
        }

        @Override
        public void beforeCommit(boolean readOnly) {
            if (!entries.isEmpty()) {
                batched.flush();
                rows.append(entries);
                entries.clear();
            }
        }

        @Override
        public void afterCompletion(int status) {
            TransactionSynchronizationManager.unbindResourceIfPossible(AuditLog.this);
        }
    }
}
