package org.minori.scenarios.runs;

import org.minori.web.NotFound;

/** There is no scenario with this key that contacts can enter. */
public class UnknownScenario extends NotFound {

    public UnknownScenario(String key) {
        super("scenarios.unknown", key);
    }
}
