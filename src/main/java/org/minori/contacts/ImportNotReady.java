package org.minori.contacts;

import org.minori.web.Conflict;

/** The import is in a state in which this can't be done. */
public final class ImportNotReady extends Conflict {

    public ImportNotReady() {
        super("contacts.import.notReady");
    }
}
