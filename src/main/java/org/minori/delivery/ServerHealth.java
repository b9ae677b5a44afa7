package org.minori.delivery;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** Whether the mail server answers. While it is away mails stay queued, and one connection at a time tries again, ever more slowly. */
@Component
public class ServerHealth {

    private static final Duration FIRST_WAIT = Duration.ofSeconds(1);
    private static final Duration LONGEST_WAIT = Duration.ofSeconds(30);

    private final Clock clock;
    private @Nullable Away away;
    private Instant nextTry = Instant.EPOCH;
    private Duration wait = FIRST_WAIT;

    /** Since when the server has been away and what was heard last. */
    public record Away(Instant since, String reason) {}

    ServerHealth(Clock clock) {
        this.clock = clock;
    }

    /** Empty-handed when the server answers, as far as this node knows. */
    public synchronized @Nullable Away away() {
        return away;
    }

    /** Whether the caller may use the server; while it is away only one caller in a while may. */
    synchronized boolean mayTry() {
        if (away == null) {
            return true;
        }
        var now = clock.instant();
        if (now.isBefore(nextTry)) {
            return false;
        }
        nextTry = now.plus(wait);
        return true;
    }

    synchronized void isBack() {
        away = null;
        wait = FIRST_WAIT;
    }

    synchronized void isAway(String reason) {
        var now = clock.instant();
        away = new Away(away == null ? now : away.since(), reason);
        nextTry = now.plus(wait);
        wait = wait.multipliedBy(2).compareTo(LONGEST_WAIT) > 0 ? LONGEST_WAIT : wait.multipliedBy(2);
    }

    /** Lets the next caller try at once. */
    synchronized void tryNow() {
        nextTry = Instant.EPOCH;
    }
}
