package org.minori.contacts;

import java.util.List;

/** Something that segments may ask about changed for these contacts, in the running transaction. */
public record ContactChanged(List<ContactId> contacts) {

    public ContactChanged(ContactId contact) {
        this(List.of(contact));
    }
}
