package org.minori.scenarios.engine;

import java.util.List;

/** Says which due timers may run now. */
interface HeldTimers {

    /** Those of the jobs that may run, in their order; the others are put aside until somebody lets them go. */
    List<String> free(List<String> jobs);
}
