package org.minori.scenarios.steps;

import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.minori.contacts.ContactCard;
import org.minori.contacts.ContactDirectory;
import org.minori.contacts.ContactId;
import org.minori.contacts.Stage;
import org.minori.scenarios.engine.Companions;
import org.minori.scoring.LeadScores;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionSynchronization;
import org.springframework.transaction.support.TransactionSynchronizationManager;

/**
 * What conditions and dates ask about contacts: read once for all runs that share the transaction, as long as no step has
 * touched the contact in it; after that asked anew each time.
 */
@Component
class KnownContacts {

    private final ContactDirectory contacts;
    private final LeadScores scores;

    KnownContacts(ContactDirectory contacts, LeadScores scores) {
        this.contacts = contacts;
        this.scores = scores;
    }

    private static final class Known implements TransactionSynchronization {
        private final Set<ContactId> touched = new HashSet<>();
        private final Set<ContactId> companions = new HashSet<>();
        private final Map<String, Map<ContactId, String>> fields = new HashMap<>();
        private @Nullable Map<ContactId, ContactCard> cards;
        private @Nullable Map<ContactId, Map<String, Integer>> scores;

        @Override
        public void suspend() {
            TransactionSynchronizationManager.unbindResourceIfPossible(KnownContacts.class);
        }

        @Override
        public void resume() {
            TransactionSynchronizationManager.bindResource(KnownContacts.class, this);
        }

        @Override
        public void afterCompletion(int status) {
            TransactionSynchronizationManager.unbindResourceIfPossible(KnownContacts.class);
        }

        private boolean has(ContactId contact) {
            return companions.contains(contact) && !touched.contains(contact);
        }
    }

    /** A step works on the contact: what was read before may no longer be so. */
    void touch(ContactId contact) {
        var known = known();
        if (known != null) {
            known.touched.add(contact);
        }
    }

    int score(ContactId contact, String score) {
        var known = known();
        if (known == null || !known.has(contact)) {
            return scores.of(contact, score);
        }
        var read = known.scores;
        if (read == null) {
            read = new HashMap<>(scores.of(List.copyOf(known.companions)));
            known.scores = read;
        }
        return read.getOrDefault(contact, Map.of()).getOrDefault(score, 0);
    }

    Optional<ContactCard> card(ContactId contact) {
        var known = known();
        if (known == null || !known.has(contact)) {
            return contacts.find(contact);
        }
        var read = known.cards;
        if (read == null) {
            read = contacts.cards(known.companions);
            known.cards = read;
        }
        return Optional.ofNullable(read.get(contact));
    }

    /** The text of a field, of all companions at once. */
    Optional<String> field(ContactId contact, String field) {
        var known = known();
        if (known == null || !known.has(contact)) {
            return contacts.field(contact, field);
        }
        return Optional.ofNullable(known.fields
                .computeIfAbsent(field, key -> contacts.fields(known.companions, key))
                .get(contact));
    }

    /** Where the lead stands. */
    Stage stage(ContactId contact) {
        var known = known();
        var card = known == null || !known.has(contact) ? Optional.<ContactCard>empty() : card(contact);
        return card.map(ContactCard::stage)
                .orElseGet(() -> contacts.lifecycle(contact).stage());
    }

    private static @Nullable Known known() {
        if (TransactionSynchronizationManager.getResource(KnownContacts.class) instanceof Known known) {
            return known;
        }
        var companions = Companions.now();
        if (companions.size() < 2) {
            return null;
        }
        var known = new Known();
        companions.forEach(key -> known.companions.add(ContactId.of(key)));
        TransactionSynchronizationManager.bindResource(KnownContacts.class, known);
        TransactionSynchronizationManager.registerSynchronization(known);
        return known;
    }
}
