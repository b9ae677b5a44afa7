package org.minori.tracking;

import org.minori.contacts.ContactDetails;
import org.minori.contacts.ContactDirectory;
import org.minori.contacts.ContactId;
import org.minori.storage.TimeOrderedIds;

/** Contacts that only one test knows. */
public final class People {

    private People() {}

    public static String address() {
        return "p" + TimeOrderedIds.next() + "@example.co.jp";
    }

    public static ContactId somebody(ContactDirectory contacts) {
        return named(contacts, address());
    }

    public static ContactId named(ContactDirectory contacts, String address) {
        return contacts.upsert(new ContactDetails(
                        address, null, "山田", "花子", null, null, null, null, null, null, null, null, null, null, null))
                .id();
    }
}
