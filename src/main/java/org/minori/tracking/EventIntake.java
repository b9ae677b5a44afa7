package org.minori.tracking;

import java.time.Clock;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.minori.contacts.ContactDirectory;
import org.minori.contacts.ContactId;
import org.minori.contacts.ContactReference;
import org.minori.storage.RetriedTransactions;
import org.minori.web.InvalidInput;
import org.springframework.stereotype.Service;

/** Takes the events that other systems report: all of a request or, where one of them is wrong, none, with every fault named. */
@Service
public class EventIntake {

    /** The most that one request may bring. */
    public static final int MOST = 1_000;

    private static final String SOURCE = "api";
    private static final EventItem NOTHING = new EventItem(null, null, null, null, null, null);

    private final ContactDirectory contacts;
    private final Visitors visitors;
    private final ActivityLog log;
    private final RetriedTransactions transactions;
    private final Clock clock;

    EventIntake(
            ContactDirectory contacts,
            Visitors visitors,
            ActivityLog log,
            RetriedTransactions transactions,
            Clock clock) {
        this.contacts = contacts;
        this.visitors = visitors;
        this.log = log;
        this.transactions = transactions;
        this.clock = clock;
    }

    /** Writes them in one transaction, which is committed when the answer is there. */
    public ActivityLog.Recorded take(@Nullable List<@Nullable EventItem> items) {
        if (items == null || items.isEmpty()) {
            throw unprocessable("tracking.error.noItems");
        }
        if (items.size() > MOST) {
            throw unprocessable("tracking.error.tooMany", MOST);
        }
        var check = new EventCheck(clock.instant());
        var drafts = new ArrayList<EventCheck.Draft>(items.size());
        for (int i = 0; i < items.size(); i++) {
            drafts.add(check.read(i, Objects.requireNonNullElse(items.get(i), NOTHING)));
        }
        refuse(check);
        return transactions.call(() -> record(items, drafts, check));
    }

    private static InvalidInput unprocessable(String messageKey, Object... arguments) {
        return InvalidInput.unprocessable(List.of(new InvalidInput.FieldError("items", messageKey, arguments)));
    }

    private ActivityLog.Recorded record(
            List<@Nullable EventItem> items, List<EventCheck.Draft> drafts, EventCheck check) {
        var references = new ArrayList<ContactReference>(items.size());
        for (var item : items) {
            references.add(Objects.requireNonNull(Objects.requireNonNull(item).contact()));
        }
        var found = resolve(references);
        var touchpoints = new ArrayList<Touchpoint>(drafts.size());
        for (int i = 0; i < drafts.size(); i++) {
            var contact = found.get(references.get(i));
            if (contact == null) {
                check.fault(i, "contact", "tracking.error.nobody");
            } else {
                touchpoints.add(drafts.get(i).of(contact));
            }
        }
        refuse(check);
        identify(references, found);
        return log.record(SOURCE, touchpoints);
    }

    private Map<ContactReference, ContactId> resolve(List<ContactReference> references) {
        var found = new HashMap<ContactReference, ContactId>();
        var named = new HashMap<ContactReference, ContactReference>();
        var anonymous = new HashSet<String>();
        for (var reference : references) {
            if (isNamed(reference)) {
                named.put(
                        reference,
                        new ContactReference(reference.id(), reference.email(), reference.externalId(), null));
            } else if (reference.visitorId() != null) {
                anonymous.add(reference.visitorId());
            }
        }
        var byName = named.isEmpty() ? Map.<ContactReference, ContactId>of() : contacts.resolveAll(named.values());
        var byVisitor = visitors.contactsOf(anonymous);
        for (var reference : references) {
            var without = named.get(reference);
            var contact = without == null ? byVisitor.get(reference.visitorId()) : byName.get(without);
            if (contact != null) {
                found.put(reference, contact);
            }
        }
        return found;
    }

    /** Whoever reports an event of a contact and the visitor with it knows whose browser it is. */
    private void identify(List<ContactReference> references, Map<ContactReference, ContactId> found) {
        references.stream()
                .distinct()
                .filter(reference -> reference.visitorId() != null && isNamed(reference))
                .forEach(reference -> {
                    var contact = found.get(reference);
                    var visitor = reference.visitorId();
                    if (contact != null && visitor != null) {
                        visitors.identify(visitor, contact);
                    }
                });
    }

    private static boolean isNamed(ContactReference reference) {
        return reference.id() != null || reference.email() != null || reference.externalId() != null;
    }

    private static void refuse(EventCheck check) {
        if (!check.faults().isEmpty()) {
            throw InvalidInput.unprocessable(check.faults());
        }
    }
}
