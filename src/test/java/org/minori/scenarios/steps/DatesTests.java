package org.minori.scenarios.steps;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalTime;
import java.time.ZoneId;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class DatesTests {

    /** E-9: a time that the clocks leave out is the first one after the gap, a time that comes twice is the first. */
    @ParameterizedTest
    @CsvSource({
        "2026-03-08, 02:30, America/New_York, 2026-03-08T07:00:00Z",
        "2026-11-01, 01:30, America/New_York, 2026-11-01T05:30:00Z",
        "2026-03-29, 02:30, Europe/Berlin, 2026-03-29T01:00:00Z",
        "2026-10-25, 02:30, Europe/Berlin, 2026-10-25T00:30:00Z",
        "2026-11-22, 09:00, Asia/Tokyo, 2026-11-22T00:00:00Z",
    })
    void aTimeOnTheWallIsOneMoment(LocalDate date, LocalTime time, String zone, Instant moment) {
        assertThat(Dates.at(date, time, ZoneId.of(zone))).isEqualTo(moment);
    }
}
