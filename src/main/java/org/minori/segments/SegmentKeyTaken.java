package org.minori.segments;

import org.minori.web.Conflict;

/** Another segment has this key. */
public class SegmentKeyTaken extends Conflict {

    public SegmentKeyTaken(String key) {
        super("segments.keyTaken", key);
    }
}
