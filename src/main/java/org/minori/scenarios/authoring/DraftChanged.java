package org.minori.scenarios.authoring;

import org.minori.web.Conflict;

/** The draft is no longer the one that a save wanted to change; nothing was saved. */
public class DraftChanged extends Conflict {

    public DraftChanged(String key) {
        super("studio.changed", key);
    }
}
