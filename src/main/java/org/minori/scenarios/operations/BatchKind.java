package org.minori.scenarios.operations;

import java.util.List;

/** One thing that can be done to many runs. */
interface BatchKind {

    /** Its name in rows, texts and answers. */
    String name();

    /**
     * Does it to these runs in the running transaction, together with which they leave the batch. Runs that are gone
     * need nothing. When it throws, the runs are tried one by one, and whoever fails alone is put aside.
     */
    void work(Batch batch, List<Long> enrolments);

    /** Once nobody is left to do, in the transaction that says so. */
    default void finish(Batch batch) {}

    /** Whether somebody may stop it half way. */
    default boolean mayBeCancelled() {
        return true;
    }
}
