package org.minori.scenarios.operations;

import org.minori.web.Conflict;

/** What was asked can't be done as things stand; nothing was changed. */
class Refused extends Conflict {

    Refused(String messageKey, Object... arguments) {
        super(messageKey, arguments);
    }
}
