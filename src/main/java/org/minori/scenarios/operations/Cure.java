package org.minori.scenarios.operations;

import java.util.Locale;

/** What can be done to many runs that are stuck. */
public enum Cure {
    /** What failed tries again. */
    RETRY,
    /** They go on behind the step that failed. */
    SKIP,
    /** They end where they are, as runs that left. */
    END;

    String kind() {
        return name().toLowerCase(Locale.ROOT);
    }
}
