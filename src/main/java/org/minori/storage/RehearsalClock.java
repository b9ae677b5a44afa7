package org.minori.storage;

import java.time.Clock;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import org.jspecify.annotations.Nullable;

/**
 * The clock on the wall, which one thread may set ahead for itself while it rehearses what is to come in a transaction that
 * it rolls back. No other thread notices.
 */
public final class RehearsalClock extends Clock {

    private static final ThreadLocal<@Nullable Instant> AHEAD = new ThreadLocal<>();

    private final Clock wall = Clock.systemUTC();

    RehearsalClock() {}

    /** For this thread it is then, until it is another time or the rehearsal ends. */
    public static void moveTo(Instant then) {
        AHEAD.set(then);
    }

    /** For this thread it is now again. */
    public static void end() {
        AHEAD.remove();
    }

    /** The time that this thread rehearses; null outside of a rehearsal. */
    public static @Nullable Instant time() {
        return AHEAD.get();
    }

    @Override
    public Instant instant() {
        var ahead = AHEAD.get();
        return ahead == null ? wall.instant() : ahead;
    }

    @Override
    public ZoneId getZone() {
        return ZoneOffset.UTC;
    }

    @Override
    public Clock withZone(ZoneId zone) {
        throw new UnsupportedOperationException("everything here is UTC");
    }
}
