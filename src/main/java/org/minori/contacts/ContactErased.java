package org.minori.contacts;

/**
 * A contact is about to be removed: every module removes what it knows of it, in the same transaction; its card can still
 * be read.
 *
 * @param onRequest the person (or we) asked to be forgotten, so the address goes to the suppression list as a hash; false
 *     when an import that made the contact by mistake is undone
 */
public record ContactErased(ContactId contact, boolean onRequest) {

    public ContactErased(ContactId contact) {
        this(contact, true);
    }
}
