package org.minori.contacts;

import org.minori.web.NotFound;

/** There is no import with this id. */
public final class ImportNotFound extends NotFound {

    public ImportNotFound(ImportId id) {
        super("contacts.import.notFound", id.toString());
    }
}
