package org.minori.scenarios.operations;

import java.time.Instant;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Something that is done to many runs.
 *
 * @param options what the kind of batch needs to know; ids, names and numbers only
 * @param done how many were dealt with, those included that had gone meanwhile
 * @param gone how many of those had gone
 * @param failed how many could not be dealt with; they wait for another try
 * @param by who asked for it, as runs name their starters
 */
public record Batch(
        long id,
        String scenario,
        String kind,
        Map<String, String> options,
        State state,
        long total,
        long done,
        long gone,
        long failed,
        String reason,
        String by,
        Instant createdAt,
        @Nullable Instant endedAt) {

    /** Where a batch is. */
    public enum State {
        WORKING,
        DONE,
        CANCELLED
    }

    /** An option that the kind has made sure of. */
    public String option(String name) {
        var value = options.get(name);
        if (value == null) {
            throw new IllegalStateException("batch " + id + " says no " + name);
        }
        return value;
    }

    public boolean finished() {
        return state != State.WORKING;
    }
}
