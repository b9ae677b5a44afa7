package org.minori.contacts;

import java.time.Clock;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.minori.administration.UserId;
import org.minori.storage.Utc;
import org.minori.web.InvalidInput;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/** The only record of every person: the door through which all modules read and change contacts. */
@Service
@Transactional
public class ContactDirectory {

    private final ContactRows rows;
    private final ContactAliases aliases;
    private final ContactUpserts upserts;
    private final ContactTouches touches;
    private final FieldCatalogue catalogue;
    private final ConsentLedger consents;
    private final DetailsCheck check;
    private final ApplicationEventPublisher events;
    private final Clock clock;

    ContactDirectory(
            ContactRows rows,
            ContactAliases aliases,
            ContactUpserts upserts,
            ContactTouches touches,
            FieldCatalogue catalogue,
            ConsentLedger consents,
            DetailsCheck check,
            ApplicationEventPublisher events,
            Clock clock) {
        this.rows = rows;
        this.aliases = aliases;
        this.upserts = upserts;
        this.touches = touches;
        this.catalogue = catalogue;
        this.consents = consents;
        this.check = check;
        this.events = events;
        this.clock = clock;
    }

    /** What an upsert did. */
    public record Upserted(ContactId id, boolean created) {}

    /** The card, of the one who stayed where this one was merged with another. */
    public Optional<ContactCard> find(ContactId id) {
        return Optional.ofNullable(cards(List.of(id)).get(id))
                .or(() -> Optional.ofNullable(aliases.current(List.of(id)).get(id))
                        .map(current -> cards(List.of(current)).get(current)));
    }

    /** The card; ContactNotFound where there is none. */
    public ContactCard get(ContactId id) {
        return find(id).orElseThrow(() -> new ContactNotFound(id));
    }

    /** The cards of those that exist, in one query per table whatever the number. */
    public Map<ContactId, ContactCard> cards(Collection<ContactId> ids) {
        touches.flush(ids);
        return rows.cards(ids);
    }

    /** Addresses of records that were merged into this one, as long as they lead to it. */
    public List<String> formerEmails(ContactId contact) {
        return aliases.formerEmails(contact);
    }

    public Optional<ContactId> resolve(ContactReference reference) {
        return Optional.ofNullable(resolveAll(List.of(reference)).get(reference));
    }

    /** The ids of those that exist; a reference that names nobody is missing from the answer. */
    public Map<ContactReference, ContactId> resolveAll(Collection<ContactReference> references) {
        return new References(references).resolve(aliases);
    }

    /** Makes or completes a contact, found by external id or else by address; InvalidInput names every fault. */
    public Upserted upsert(ContactDetails details) {
        return upsert(details, "api");
    }

    /** Like {@link #upsert(ContactDetails)}, noting where a new contact came from: a short word such as form or event. */
    public Upserted upsert(ContactDetails details, String source) {
        touches.flushAll();
        var outcome = upserts.all(List.of(details), source).get(0);
        if (outcome.id() == null) {
            throw new InvalidInput(outcome.errors());
        }
        return new Upserted(outcome.id(), outcome.created());
    }

    /** Sets single fields by key, built-in or custom, an empty text clears; tags, where given, are replaced by these. */
    public void update(
            ContactId contact, Map<String, String> values, @Nullable Set<String> tags, @Nullable Consent consent) {
        touches.flush(List.of(contact));
        var current = aliases.current(List.of(contact)).getOrDefault(contact, contact);
        upserts.change(current, values, tags, consent);
    }

    /** Adds a tag, making it when nobody has it yet; twice changes nothing. */
    public void addTag(ContactId contact, String tag) {
        touches.addTag(contact, check.tag(tag));
        changed(contact);
    }

    public void removeTag(ContactId contact, String tag) {
        touches.removeTag(contact, check.tag(tag));
        changed(contact);
    }

    /** Sets a built-in or custom field from text; InvalidInput when the field is unknown or does not take the value. */
    public void setField(ContactId contact, String field, String value) {
        var clean = check.checkValues(Map.of(field, value));
        if (clean.builtIn().keySet().stream().anyMatch(BuiltInField::leavesTraces)) {
            update(contact, Map.of(field, value), null, null);
            return;
        }
        touches.set(contact, clean);
        changed(contact);
    }

    /** Whether the field is there and takes the value. */
    public boolean takes(String field, String value) {
        try {
            check.checkValues(Map.of(field, value));
            return true;
        } catch (InvalidInput refused) {
            return false;
        }
    }

    /** The text of one field in canonical form; empty when nothing is known. */
    public Optional<String> field(ContactId contact, String field) {
        return Optional.ofNullable(fields(List.of(contact), field).get(contact));
    }

    /** The text of one field for those of whom it is known, in one query. */
    public Map<ContactId, String> fields(Collection<ContactId> contacts, String field) {
        touches.flush(contacts);
        return BuiltInField.of(field)
                .map(builtIn -> rows.texts(contacts, builtIn))
                .or(() -> catalogue.place(field).map(custom -> rows.texts(contacts, custom)))
                .orElseGet(Map::of);
    }

    /** All fields there are, built-in ones first. */
    public List<ContactField> fields() {
        return catalogue.all();
    }

    /** The stage and owner of a lead, read fresh. */
    public Lifecycle lifecycle(ContactId contact) {
        return rows.lifecycle(contact).orElseThrow(() -> new ContactNotFound(contact));
    }

    /** Where a lead stands and who answers for it. */
    public record Lifecycle(Stage stage, LeadOwner owner) {}

    /** Moves a lead; called by {@code sales} alone, which owns the rules. Both change in one statement, so no lead is ever without an owner. */
    public void move(ContactId contact, Stage stage, LeadOwner owner) {
        if ((stage == Stage.NON_TARGET) != (owner == LeadOwner.NONE)) {
            throw new IllegalArgumentException("%s can't be owned by %s".formatted(stage, owner));
        }
        touches.flush(List.of(contact));
        if (!rows.move(contact, stage, owner, Utc.of(clock.instant()))) {
            throw new ContactNotFound(contact);
        }
        changed(contact);
    }

    /** Names the user of sales who answers for a lead, or nobody; called by {@code sales} alone. */
    public void assign(ContactId contact, @Nullable UserId salesOwner) {
        if (!rows.assign(contact, salesOwner, Utc.of(clock.instant()))) {
            throw new ContactNotFound(contact);
        }
        changed(contact);
    }

    /** Whether there is a basis for marketing mail to this contact that was not withdrawn. */
    public boolean hasConsent(ContactId contact) {
        return rows.withConsent(List.of(contact)).contains(contact);
    }

    /** Those of the contacts to whom {@link #hasConsent} applies, in one query. */
    public Set<ContactId> withConsent(Collection<ContactId> contacts) {
        return rows.withConsent(contacts);
    }

    /** Notes that the contact refused marketing mail; twice changes nothing. */
    public void withdrawConsent(ContactId contact, String how) {
        touches.flush(List.of(contact));
        if (consents.withdraw(contact, how)) {
            changed(contact);
        }
    }

    /** Every consent and refusal of the contact, newest first. */
    public List<ConsentProof> consentHistory(ContactId contact) {
        return consents.history(contact);
    }

    private void changed(ContactId contact) {
        events.publishEvent(new ContactChanged(contact));
    }

    /** References sorted by what they name a contact with, to be looked up together. */
    private record References(Collection<ContactReference> all) {

        Map<ContactReference, ContactId> resolve(ContactAliases aliases) {
            var ids = new HashMap<ContactReference, ContactId>();
            var emails = new HashMap<ContactReference, String>();
            var externalIds = new HashMap<ContactReference, String>();
            for (var reference : all) {
                if (reference.id() != null) {
                    id(reference.id()).ifPresent(id -> ids.put(reference, id));
                } else if (reference.email() != null) {
                    EmailAddress.normalise(reference.email()).ifPresent(email -> emails.put(reference, email));
                } else if (reference.externalId() != null) {
                    externalIds.put(reference, Spelling.oneLine(reference.externalId()));
                }
            }
            var found = new HashMap<ContactReference, ContactId>();
            collect(ids, aliases.current(Set.copyOf(ids.values())), found);
            collect(emails, aliases.byEmail(new LinkedHashSet<>(emails.values())), found);
            collect(externalIds, aliases.byExternalId(new LinkedHashSet<>(externalIds.values())), found);
            return found;
        }

        private static <T> void collect(
                Map<ContactReference, T> asked, Map<T, ContactId> known, Map<ContactReference, ContactId> found) {
            asked.forEach((reference, name) -> {
                var id = known.get(name);
                if (id != null) {
                    found.put(reference, id);
                }
            });
        }

        private static Optional<ContactId> id(String text) {
            try {
                return Optional.of(ContactId.of(text));
            } catch (NumberFormatException notAnId) {
                return Optional.empty();
            }
        }
    }
}
