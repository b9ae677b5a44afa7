package org.minori.contacts;

import java.time.Clock;
import java.time.LocalDateTime;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.minori.storage.BatchedRows;
import org.minori.storage.Utc;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionSynchronization;
import org.springframework.transaction.support.TransactionSynchronizationManager;

/**
 * Small changes of single contacts, such as the steps of a scenario make by the hundred in one transaction: they are
 * collected and written in batches, and written earlier only when somebody asks for one of these very contacts.
 */
@Component
class ContactTouches {

    private static final String TOUCH = "UPDATE contact SET updated_at = ? WHERE id IN (%s)";

    private final BatchedRows batched;
    private final FieldCatalogue fields;
    private final Clock clock;

    ContactTouches(BatchedRows batched, FieldCatalogue fields, Clock clock) {
        this.batched = batched;
        this.fields = fields;
        this.clock = clock;
    }

    void addTag(ContactId contact, String tag) {
        flushRemovals(contact);
        add(contact, ContactWriter.KNOW_TAG, tag, Utc.of(clock.instant()));
        add(contact, ContactWriter.ADD_TAG, contact.value(), tag);
        touch(contact);
    }

    void removeTag(ContactId contact, String tag) {
        removing(contact);
        add(contact, ContactWriter.REMOVE_TAG, contact.value(), tag);
        touch(contact);
    }

    /** Sets fields that nobody searches by, so that nothing has to be read. */
    void set(ContactId contact, CleanDetails clean) {
        flushRemovals(contact);
        clean.builtIn().forEach((field, value) -> {
            remember(contact);
            batched.addId(
                    "UPDATE contact SET " + field.column + " = ? WHERE id IN (%s)",
                    contact.value(),
                    value.isEmpty() ? null : value);
        });
        clean.custom()
                .forEach((key, value) -> fields.place(key).ifPresent(custom -> {
                    var row = new ArrayList<@Nullable Object>();
                    row.add(contact.value());
                    row.addAll(custom.place().values(value));
                    add(contact, FieldPlace.upsert(List.of(custom.place())), row.toArray());
                }));
        touch(contact);
    }

    /** A batch runs statement by statement, not row by row, so what is removed now must not overtake what was added before. */
    private void removing(ContactId contact) {
        flush(Set.of(contact));
        if (TransactionSynchronizationManager.isSynchronizationActive()) {
            pending().removals.add(contact);
        }
    }

    private void flushRemovals(ContactId contact) {
        if (TransactionSynchronizationManager.getResource(this) instanceof Pending pending
                && pending.removals.contains(contact)) {
            flushAll();
        }
    }

    private void touch(ContactId contact) {
        remember(contact);
        batched.addId(TOUCH, contact.value(), now());
    }

    private void add(ContactId contact, String sql, @Nullable Object... arguments) {
        remember(contact);
        batched.add(sql, arguments);
    }

    private void remember(ContactId contact) {
        if (TransactionSynchronizationManager.isSynchronizationActive()) {
            pending().contacts.add(contact);
        }
    }

    /** One moment for all that a transaction touches, so that one statement can write it. */
    private LocalDateTime now() {
        return TransactionSynchronizationManager.isSynchronizationActive() ? pending().now : Utc.of(clock.instant());
    }

    /** Writes what is pending when it is about any of these contacts. */
    void flush(Collection<ContactId> contacts) {
        if (TransactionSynchronizationManager.getResource(this) instanceof Pending pending
                && !pending.contacts.isEmpty()
                && contacts.stream().anyMatch(pending.contacts::contains)) {
            flushAll();
        }
    }

    void flushAll() {
        batched.flush();
        if (TransactionSynchronizationManager.getResource(this) instanceof Pending pending) {
            pending.contacts.clear();
            pending.removals.clear();
        }
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

    private final class Pending implements TransactionSynchronization {

        private final Set<ContactId> contacts = new HashSet<>();
        private final Set<ContactId> removals = new HashSet<>();
        private final LocalDateTime now = Utc.of(clock.instant());

        @Override
        public void suspend() {
            TransactionSynchronizationManager.unbindResource(ContactTouches.this);
        }

        @Override
        public void resume() {
            TransactionSynchronizationManager.bindResource(ContactTouches.this, this);
        }

        @Override
        public void afterCompletion(int status) {
            TransactionSynchronizationManager.unbindResourceIfPossible(ContactTouches.this);
        }
    }
}
