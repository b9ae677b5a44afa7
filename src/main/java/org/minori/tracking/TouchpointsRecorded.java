package org.minori.tracking;

import java.util.List;

/** These touchpoints were written, in one transaction that is still open: what must not be lost is written in it too. Duplicates are not among them. */
public record TouchpointsRecorded(List<Recorded> touchpoints) {

    /** One of them with the id that it got. */
    public record Recorded(TouchpointId id, Touchpoint touchpoint) {}
}
