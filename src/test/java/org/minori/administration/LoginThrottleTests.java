package org.minori.administration;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import org.junit.jupiter.api.Test;

class LoginThrottleTests {

    private final Hands clock = new Hands();
    private final LoginThrottle throttle = new LoginThrottle(clock);

    @Test
    void ofAHundredTriesTenAtMostReachThePassword() {
        var looked = 0;
        for (var i = 0; i < 100; i++) {
            if (throttle.waiting("a@example.com", "192.0.2.1").isZero()) {
                looked++;
                throttle.failed("a@example.com", "192.0.2.1");
            }
            clock.pass(Duration.ofSeconds(1));
        }

        assertThat(looked).isLessThanOrEqualTo(10);
    }

    @Test
    void nobodyIsLockedOutForGood() {
        for (var i = 0; i < 20; i++) {
            throttle.failed("a@example.com", "192.0.2.1");
        }
        assertThat(throttle.waiting("a@example.com", "192.0.2.1")).isPositive();

        clock.pass(Duration.ofMinutes(16));

        assertThat(throttle.waiting("a@example.com", "192.0.2.1")).isZero();
    }

    @Test
    void oneAddressGuessesAtManyAccountsFiftyTimesAnHour() {
        for (var i = 0; i < 50; i++) {
            throttle.failed("user" + i + "@example.com", "192.0.2.1");
        }

        assertThat(throttle.waiting("other@example.com", "192.0.2.1")).isPositive();
        assertThat(throttle.waiting("other@example.com", "192.0.2.2")).isZero();
        clock.pass(Duration.ofMinutes(61));
        assertThat(throttle.waiting("other@example.com", "192.0.2.1")).isZero();
    }

    /** A clock that a test turns. */
    private static final class Hands extends Clock {

        private Instant now = Instant.parse("2026-11-22T00:00:00Z");

        void pass(Duration time) {
            now = now.plus(time);
        }

        @Override
        public Instant instant() {
            return now;
        }

        @Override
        public ZoneId getZone() {
            return ZoneOffset.UTC;
        }

        @Override
        public Clock withZone(ZoneId zone) {
            return this;
        }
    }
}
