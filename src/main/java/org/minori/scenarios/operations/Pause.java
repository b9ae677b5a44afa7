package org.minori.scenarios.operations;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * Who or what is held.
 *
 * @param by who asked for it, as runs name their starters
 * @param batch lets everybody go at this moment; null while nobody resumed
 */
public record Pause(
        Instant at, String by, String reason, @Nullable Long batch) {}
