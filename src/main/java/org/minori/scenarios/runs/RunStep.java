package org.minori.scenarios.runs;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * One step of the way of a run.
 *
 * @param kind PASSED for what takes no time, ENTERED and LEFT for what waits
 * @param flow the flow that led there; null where none did
 * @param note why it went on as it did
 */
record RunStep(
        String element,
        String kind,
        @Nullable String flow,
        Instant at,
        @Nullable String note) {

    static final String PASSED = "PASSED";
    static final String ENTERED = "ENTERED";
    static final String LEFT = "LEFT";
}
