package org.minori.tracking;

import java.util.Collection;
import java.util.List;
import java.util.Map;
import org.minori.contacts.ContactErased;
import org.minori.contacts.ContactId;
import org.minori.contacts.ContactsMerged;
import org.minori.contacts.ContactsParted;
import org.minori.contacts.MovedRows;
import org.springframework.context.event.EventListener;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/** Which browser belongs to whom: the door to visitors. A browser gets a name only by somebody who knows, never by a click in a mail, which may have been forwarded. */
@Service
@Transactional
public class Visitors {

    private final MovedRows moved;
    private final PageViewLog log;

    Visitors(MovedRows moved, PageViewLog log) {
        this.moved = moved;
        this.log = log;
    }

    /** From now on what the visitor does is the contact's, and what it did before becomes so; a visitor who had another name keeps nothing from it. */
    public void identify(String visitor, ContactId contact) {
        if (!PageView.isVisitor(visitor)) {
            throw new IllegalArgumentException("Not a visitor's id");
        }
        if (contact.equals(log.contactsOf(List.of(visitor)).get(visitor))) {
            return;
        }
        log.name(visitor, contact);
        log.adopt(visitor, contact);
    }

    /** The contacts of those visitors that have a name. */
    @Transactional(readOnly = true)
    public Map<String, ContactId> contactsOf(Collection<String> visitors) {
        return log.contactsOf(visitors);
    }

    @EventListener
    void on(ContactsMerged merged) {
        moved.move(merged, "visitor", "visitor_key");
    }

    @EventListener
    void on(ContactsParted parted) {
        moved.back(parted, "visitor", "visitor_key");
    }

    @EventListener
    void on(ContactErased erased) {
        log.erase(erased.contact());
    }
}
