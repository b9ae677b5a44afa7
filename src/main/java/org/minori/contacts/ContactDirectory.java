package org.minori.contacts;

import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.springframework.stereotype.Service;

/** The only record of every person: the door through which all modules read and change contacts. */
@Service
public class ContactDirectory {

    /** What an upsert did. */
    public record Upserted(ContactId id, boolean created) {}

    public Optional<ContactCard> find(ContactId id) {
        throw new UnsupportedOperationException();
    }

    /** The cards of those that exist, in one query per table whatever the number. */
    public Map<ContactId, ContactCard> cards(Collection<ContactId> ids) {
        throw new UnsupportedOperationException();
    }

    public Optional<ContactId> resolve(ContactReference reference) {
        throw new UnsupportedOperationException();
    }

    /** The ids of those that exist; a reference that names nobody is missing from the answer. */
    public Map<ContactReference, ContactId> resolveAll(Collection<ContactReference> references) {
        throw new UnsupportedOperationException();
    }

    /** Makes or completes a contact, found by external id or else by address; InvalidInput names every fault. */
    public Upserted upsert(ContactDetails details) {
        throw new UnsupportedOperationException();
    }

    /** Adds a tag, making it when nobody has it yet; twice changes nothing. */
    public void addTag(ContactId contact, String tag) {
        throw new UnsupportedOperationException();
    }

    public void removeTag(ContactId contact, String tag) {
        throw new UnsupportedOperationException();
    }

    /** Sets a built-in or custom field from text; InvalidInput when the field is unknown or does not take the value. */
    public void setField(ContactId contact, String field, String value) {
        throw new UnsupportedOperationException();
    }

    /** The text of one field in canonical form; empty when nothing is known. */
    public Optional<String> field(ContactId contact, String field) {
        throw new UnsupportedOperationException();
    }

    /** All fields there are, built-in ones first. */
    public List<ContactField> fields() {
        throw new UnsupportedOperationException();
    }

    /** The stage and owner of a lead, read fresh. */
    public Lifecycle lifecycle(ContactId contact) {
        throw new UnsupportedOperationException();
    }

    /** Where a lead stands and who answers for it. */
    public record Lifecycle(Stage stage, LeadOwner owner) {}

    /** Moves a lead; called by {@code sales} alone, which owns the rules. Both change in one statement, so no lead is ever without an owner. */
    public void move(ContactId contact, Stage stage, LeadOwner owner) {
        throw new UnsupportedOperationException();
    }

    /** Whether there is a basis for marketing mail to this contact that was not withdrawn. */
    public boolean hasConsent(ContactId contact) {
        throw new UnsupportedOperationException();
    }

    /** Notes that the contact refused marketing mail; twice changes nothing. */
    public void withdrawConsent(ContactId contact, String how) {
        throw new UnsupportedOperationException();
    }
}
