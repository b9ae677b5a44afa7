package org.minori.scenarios.operations;

import java.util.List;
import java.util.Map;
import java.util.Set;

/** One thing that can be done to many runs. */
interface BatchKind {

    /** Its name in rows, texts and answers. */
    String name();

    /**
     * What came of it.
     *
     * @param done those to whom it was done
     * @param refused those to whom it can't be done as things stand, and why; they wait for another try
     */
    record Worked(Set<Long> done, Map<Long, String> refused) {}

    /**
     * Does it to these runs in the running transaction, together with which they leave the batch. Runs that are neither
     * done nor refused have gone meanwhile and need nothing. When it throws, the runs are tried one by one, and whoever
     * fails alone is put aside.
     */
    Worked work(Batch batch, List<Long> enrolments);

    /** Once nobody is left to do, in the transaction that says so. */
    default void finish(Batch batch) {}

    /** Whether somebody may stop it half way. */
    default boolean mayBeCancelled() {
        return true;
    }
}
