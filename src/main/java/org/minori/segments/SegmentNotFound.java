package org.minori.segments;

import org.minori.web.NotFound;

/** No segment has this key. */
public class SegmentNotFound extends NotFound {

    public SegmentNotFound(String key) {
        super("segments.notFound", key);
    }
}
