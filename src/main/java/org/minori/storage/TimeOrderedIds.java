package org.minori.storage;

import java.security.SecureRandom;
import java.time.Clock;
import java.time.Instant;
import java.util.concurrent.atomic.AtomicLong;

/**
 * Makes the ids of all growing tables, so that new rows go to the end of the clustered index: 41 bits of milliseconds
 * since 2025, 12 bits of this node's random number, 10 bits that count within the millisecond. When a millisecond is
 * used up the clock runs ahead of itself, so that the order never breaks. Positive and unique; two nodes that draw the
 * same number can meet only in the same millisecond and count, and then the primary key refuses the second.
 */
public final class TimeOrderedIds {

    private static final long EPOCH_MILLIS = 1_735_689_600_000L;
    private static final int NODE_BITS = 12;
    private static final int COUNT_BITS = 10;
    private static final AtomicLong LAST = new AtomicLong();
    private static volatile long node = new SecureRandom().nextInt(1 << NODE_BITS);
    private static volatile Clock clock = Clock.systemUTC();

    private TimeOrderedIds() {}

    /** The next id, greater than all that this node made before. */
    public static long next() {
        long now = (clock.millis() - EPOCH_MILLIS) << COUNT_BITS;
        long tick = LAST.updateAndGet(last -> Math.max(last + 1, now));
        long millis = tick >>> COUNT_BITS;
        long count = tick & ((1L << COUNT_BITS) - 1);
        return millis << (NODE_BITS + COUNT_BITS) | node << COUNT_BITS | count;
    }

    /** From now on ids follow this clock alone, so that a process of its own makes the same ones every time: only for simulations. */
    public static void follow(Clock simulated) {
        clock = simulated;
        node = 0;
    }

    /** When the id was made, up to the clock of the node that made it. */
    public static Instant madeAt(long id) {
        return Instant.ofEpochMilli((id >>> (NODE_BITS + COUNT_BITS)) + EPOCH_MILLIS);
    }

    /** The smallest id of a row that was made at this moment or later, up to the clocks of the nodes. */
    public static long atLeast(Instant moment) {
        return Math.max(0, moment.toEpochMilli() - EPOCH_MILLIS) << (NODE_BITS + COUNT_BITS);
    }
}
