package org.minori.storage;

import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import org.jspecify.annotations.Nullable;

/**
 * Turns instants into the zone-less UTC date-times that DATETIME(3) columns hold, and back. Drivers convert a Timestamp
 * by zones of their own; a LocalDateTime they leave alone.
 */
public final class Utc {

    private Utc() {}

    /** What to bind for a DATETIME(3) column. */
    public static LocalDateTime of(Instant instant) {
        return LocalDateTime.ofInstant(instant.truncatedTo(ChronoUnit.MILLIS), ZoneOffset.UTC);
    }

    /** Like {@link #of}, for columns that may be empty. */
    public static @Nullable LocalDateTime ofNullable(@Nullable Instant instant) {
        return instant == null ? null : of(instant);
    }

    /** What a DATETIME(3) column means. */
    public static Instant toInstant(LocalDateTime stored) {
        return stored.toInstant(ZoneOffset.UTC);
    }

    /** Like {@link #toInstant}, for columns that may be empty. */
    public static @Nullable Instant toInstantNullable(@Nullable LocalDateTime stored) {
        return stored == null ? null : toInstant(stored);
    }
}
