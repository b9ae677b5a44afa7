package org.minori.segments;

import java.util.List;
import org.minori.web.Conflict;

/** A segment that others rely on can't go away. */
public class SegmentInUse extends Conflict {

    public SegmentInUse(String name, List<String> users) {
        super("segments.inUse", name, String.join(", ", users));
    }
}
