package org.minori.segments;

/** How a segment knows who belongs to it. */
public enum SegmentKind {
    RULE,
    FIXED
}
