package org.minori.segments;

import java.util.List;

/** Who else relies on segments: a module above brings a bean that says so, and a segment in use is not deleted. */
public interface SegmentUse {

    /** The names, for people, of what uses the segment; empty when nothing does. */
    List<String> usersOf(String segment);
}
