package org.minori.contacts;

import org.springframework.context.event.EventListener;
import org.springframework.stereotype.Component;

/** Gives proofs of consent and earlier names back to the person whose they are. */
@Component
class PartedContacts {

    private final MovedRows moved;

    PartedContacts(MovedRows moved) {
        this.moved = moved;
    }

    @EventListener
    void parted(ContactsParted parted) {
        moved.back(parted, "consent_event", "id");
        moved.back(parted, "contact_alias", ContactAliases.KEY);
    }
}
