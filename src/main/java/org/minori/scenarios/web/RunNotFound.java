package org.minori.scenarios.web;

import org.minori.web.NotFound;

/** There is no such run, or not any more. */
class RunNotFound extends NotFound {

    RunNotFound(String run) {
        super("scenarios.run.notFound", run);
    }

    /** The id as a number; what is no number is nobody's. */
    static long number(String run) {
        try {
            return Long.parseLong(run);
        } catch (NumberFormatException notOurs) {
            throw new RunNotFound(run);
        }
    }
}
