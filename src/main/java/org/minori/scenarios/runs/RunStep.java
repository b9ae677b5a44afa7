package org.minori.scenarios.runs;

import java.time.Instant;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * One step of the way of a run.
 *
 * @param kind PASSED for what takes no time, ENTERED and LEFT for what waits
 * @param flow the flow that led there; null where none did
 * @param note why it went on as it did; where it left since it was moved to another version, from which to which
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

    /** The note where somebody took the run. */
    static final String BY_HAND = "byHand";

    private static final Pattern MOVED = Pattern.compile("moved (\\d{1,9}) (\\d{1,9})");

    /** The versions between which a run was moved. */
    record Versions(int from, int to) {

        String note() {
            return "moved " + from + " " + to;
        }
    }

    /** Between which versions the run was moved as it left here; empty where it went on by itself. */
    Optional<Versions> moved() {
        return Optional.ofNullable(note)
                .filter(text -> kind.equals(LEFT))
                .map(MOVED::matcher)
                .filter(Matcher::matches)
                .map(found -> new Versions(Integer.parseInt(found.group(1)), Integer.parseInt(found.group(2))));
    }
}
