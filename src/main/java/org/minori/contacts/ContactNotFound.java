package org.minori.contacts;

import org.minori.web.NotFound;

/** There is no contact with this id, or not any more. */
public final class ContactNotFound extends NotFound {

    public ContactNotFound(ContactId contact) {
        super("contacts.notFound", contact.toString());
    }
}
