package org.minori.health;

import java.time.Instant;

/**
 * One of the applications that share the database.
 *
 * @param alive whether it was heard of within the last minute
 * @param replaced whether one of the same name was started since
 */
public record Node(
        long id,
        String name,
        String version,
        Instant startedAt,
        Instant seenAt,
        Disk disk,
        boolean alive,
        boolean replaced) {

    /** Room for data, in bytes. */
    public record Disk(long free, long total) {}

    /** It stopped without saying so, and nothing took its place. */
    boolean isMissed() {
        return !alive && !replaced;
    }
}
