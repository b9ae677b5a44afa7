package org.minori.administration;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.Deque;
import org.springframework.stereotype.Component;

/**
 * Slows down who guesses passwords and locks nobody out: after five failures in fifteen minutes for one account from one
 * address the waiting time doubles from five seconds; one address gets fifty failures an hour. Each node counts for itself.
 */
@Component
class LoginThrottle {

    private static final int FREE_FAILURES = 5;
    private static final Duration FAILURE_COUNTS = Duration.ofMinutes(15);
    private static final Duration FIRST_WAIT = Duration.ofSeconds(5);
    private static final int FAILURES_OF_AN_ADDRESS = 50;
    private static final Duration ADDRESS_COUNTS = Duration.ofHours(1);
    private static final int MOST_REMEMBERED = 100_000;

    private final Clock clock;
    private final Cache<String, Deque<Instant>> accounts = remembering(FAILURE_COUNTS);
    private final Cache<String, Deque<Instant>> addresses = remembering(ADDRESS_COUNTS);

    LoginThrottle(Clock clock) {
        this.clock = clock;
    }

    /** How long this one has to wait before another password is looked at; zero for nearly everybody. */
    synchronized Duration waiting(String account, String address) {
        var now = clock.instant();
        var failures = recent(accounts, account + "|" + address, now.minus(FAILURE_COUNTS));
        var ofAddress = recent(addresses, address, now.minus(ADDRESS_COUNTS));
        var until = now;
        if (failures.size() >= FREE_FAILURES) {
            until = failures.getLast()
                    .plus(FIRST_WAIT.multipliedBy(1L << Math.min(10, failures.size() - FREE_FAILURES)));
        }
        if (ofAddress.size() >= FAILURES_OF_AN_ADDRESS) {
            var free = ofAddress.getFirst().plus(ADDRESS_COUNTS);
            until = free.isAfter(until) ? free : until;
        }
        return until.isAfter(now) ? Duration.between(now, until) : Duration.ZERO;
    }

    synchronized void failed(String account, String address) {
        var now = clock.instant();
        recent(accounts, account + "|" + address, now.minus(FAILURE_COUNTS)).add(now);
        recent(addresses, address, now.minus(ADDRESS_COUNTS)).add(now);
    }

    synchronized void succeeded(String account, String address) {
        accounts.invalidate(account + "|" + address);
    }

    private static Deque<Instant> recent(Cache<String, Deque<Instant>> cache, String name, Instant since) {
        var failures = cache.get(name, key -> new ArrayDeque<>());
        while (!failures.isEmpty() && failures.getFirst().isBefore(since)) {
            failures.removeFirst();
        }
        return failures;
    }

    private static Cache<String, Deque<Instant>> remembering(Duration time) {
        return Caffeine.newBuilder()
                .expireAfterAccess(time)
                .maximumSize(MOST_REMEMBERED)
                .build();
    }
}
