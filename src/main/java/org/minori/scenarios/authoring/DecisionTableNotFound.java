package org.minori.scenarios.authoring;

import org.minori.web.NotFound;

/** There is no decision table with the key. */
public class DecisionTableNotFound extends NotFound {

    public DecisionTableNotFound(String key) {
        super("authoring.table.notFound", key);
    }
}
