package org.minori.scenarios.runs;

import java.time.Clock;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import org.springframework.stereotype.Component;

/** The days by which reports count: they begin at midnight by the company's clock, not by that of whoever looks. */
@Component
class Days {

    private final ZoneId zone;
    private final Clock clock;

    Days(ZoneId zone, Clock clock) {
        this.zone = zone;
        this.clock = clock;
    }

    /** The day of a moment. */
    LocalDate of(Instant at) {
        return LocalDate.ofInstant(at, zone);
    }

    LocalDate today() {
        return of(clock.instant());
    }
}
