package org.minori.tracking;

import java.util.List;

/** What was counted turned out to be the work of a machine: whoever gave something for these touchpoints takes it back, in the transaction that is still open. */
public record TouchpointsDiscounted(List<TouchpointId> touchpoints) {}
