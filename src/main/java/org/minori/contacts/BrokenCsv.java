package org.minori.contacts;

import org.minori.web.InvalidInput;

/** A file that can't be read as a table, with the line where it goes wrong; nothing was taken from it. */
final class BrokenCsv extends InvalidInput {

    BrokenCsv(String messageKey, Object... arguments) {
        super("file", messageKey, arguments);
    }
}
