package org.minori.scenarios.web;

import org.minori.web.NotFound;

/** Nobody asked for runs under this id. */
class BatchNotFound extends NotFound {

    BatchNotFound(String batch) {
        super("scenarios.batch.notFound", batch);
    }

    /** The id as a number; what is no number is nobody's. */
    static long number(String batch) {
        try {
            return Long.parseLong(batch);
        } catch (NumberFormatException notOurs) {
            throw new BatchNotFound(batch);
        }
    }
}
