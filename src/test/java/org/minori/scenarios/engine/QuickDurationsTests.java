package org.minori.scenarios.engine;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.Date;
import org.camunda.bpm.engine.impl.calendar.DurationBusinessCalendar;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class QuickDurationsTests {

    @ParameterizedTest
    @CsvSource({"PT1M", "PT36H", "P3D", "P14D", "P1M", "P1Y2M", "PT90S"})
    void readsEveryLengthAsTheEngineDoes(String length) {
        var start = Date.from(Instant.parse("2026-01-15T10:00:00Z"));
        var ours = QuickDurations.calendars().getBusinessCalendar(DurationBusinessCalendar.NAME);

        assertThat(ours.resolveDuedate(length, start))
                .isEqualTo(new DurationBusinessCalendar().resolveDuedate(length, start));
    }
}
