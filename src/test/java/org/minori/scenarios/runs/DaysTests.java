package org.minori.scenarios.runs;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Clock;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.time.ZoneOffset;
import org.junit.jupiter.api.Test;

class DaysTests {

    private static final Instant AFTER_MIDNIGHT_IN_TOKYO = Instant.parse("2026-11-27T15:00:00Z");

    @Test
    void aDayBeginsAtMidnightByTheCompanysClock() {
        var days = new Days(ZoneId.of("Asia/Tokyo"), Clock.fixed(AFTER_MIDNIGHT_IN_TOKYO, ZoneOffset.UTC));
        assertThat(days.today()).isEqualTo(LocalDate.of(2026, 11, 28));
        assertThat(days.of(AFTER_MIDNIGHT_IN_TOKYO.minusMillis(1))).isEqualTo(LocalDate.of(2026, 11, 27));
    }
}
