package org.minori.contacts;

import java.util.List;
import java.util.Objects;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.minori.web.InvalidInput.FieldError;
import org.springframework.dao.DuplicateKeyException;
import org.springframework.dao.PessimisticLockingFailureException;
import org.springframework.stereotype.Service;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;

/** Takes contacts from outside: each call is a transaction of its own, begun again when it met another in the database. */
@Service
public class ContactIntake {

    private static final int MOST_TRIES = 5;

    private final ContactDirectory directory;
    private final ContactUpserts upserts;
    private final TransactionTemplate transaction;

    ContactIntake(ContactDirectory directory, ContactUpserts upserts, PlatformTransactionManager transactions) {
        this.directory = directory;
        this.upserts = upserts;
        this.transaction = new TransactionTemplate(transactions);
    }

    /** What became of one item of many: a contact, or faults. */
    public record Taken(@Nullable ContactId id, boolean created, List<FieldError> errors) {}

    /** One contact; InvalidInput names every fault. */
    public ContactDirectory.Upserted take(ContactDetails details, String source) {
        return patiently(() -> directory.upsert(details, source));
    }

    /** The good ones of many, each answered in its place. */
    public List<Taken> takeAll(List<ContactDetails> items, String source) {
        return patiently(() -> upserts.all(items, source).stream()
                .map(outcome -> new Taken(outcome.id(), outcome.created(), outcome.errors()))
                .toList());
    }

    <T> T patiently(Supplier<T> work) {
        for (int tries = 1; ; tries++) {
            try {
                return Objects.requireNonNull(transaction.execute(status -> work.get()));
            } catch (PessimisticLockingFailureException | DuplicateKeyException met) {
                if (tries == MOST_TRIES) {
                    throw met;
                }
            }
        }
    }
}
