package org.minori.contacts;

import org.minori.web.NotFound;

/** These two are no pair to decide about: it was decided, or they have nothing in common any more. */
public final class DuplicateNotFound extends NotFound {

    DuplicateNotFound() {
        super("contacts.duplicates.notFound");
    }
}
