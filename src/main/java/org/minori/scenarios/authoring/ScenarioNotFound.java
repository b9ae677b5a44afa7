package org.minori.scenarios.authoring;

import org.minori.web.NotFound;

/** Somebody asked for a scenario, or a version of one, that there is not. */
public class ScenarioNotFound extends NotFound {

    private static final long serialVersionUID = 1L;

    public ScenarioNotFound(String key) {
        super("authoring.notFound", key);
    }

    public ScenarioNotFound(String key, int version) {
        super("authoring.notFound.version", key, version);
    }
}
