package org.minori.scenarios.authoring;

import org.minori.web.Conflict;

/** The scenario is there but has never been published, so nobody can run through it yet. */
public class ScenarioNotPublished extends Conflict {

    private static final long serialVersionUID = 1L;

    public ScenarioNotPublished(String key) {
        super("authoring.notPublished", key);
    }
}
