package org.minori.contacts;

import org.minori.web.NotFound;

/** This merge can't be taken back: there is none, it is too long ago, or a later one of the same contact has to be taken back first. */
public final class MergeNotFound extends NotFound {

    MergeNotFound() {
        super("contacts.merge.notFound");
    }
}
