package org.minori.scenarios.operations;

import org.minori.web.NotFound;

/** There is no such batch. */
public class BatchNotFound extends NotFound {

    public BatchNotFound(String batch) {
        super("operations.batch.notFound", batch);
    }

    /** The id as a number; what is no number is nobody's. */
    public static long number(String batch) {
        try {
            return Long.parseLong(batch);
        } catch (NumberFormatException notOurs) {
            throw new BatchNotFound(batch);
        }
    }
}
