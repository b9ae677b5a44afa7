package org.minori.calendar;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.DayOfWeek;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.time.ZoneId;
import java.util.EnumMap;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.minori.calendar.BusinessCalendar.Hours;

class BusinessCalendarTests {

    private static final ZoneId TOKYO = ZoneId.of("Asia/Tokyo");

    private static BusinessCalendar office(LocalDate... daysOff) {
        var hours = new EnumMap<DayOfWeek, Hours>(DayOfWeek.class);
        for (var day : DayOfWeek.values()) {
            if (day.getValue() <= 5) {
                hours.put(day, new Hours(LocalTime.of(9, 0), LocalTime.of(18, 0)));
            }
        }
        return new BusinessCalendar("office", "営業時間", TOKYO, hours, true, Set.of(daysOff));
    }

    private static Instant at(String local) {
        return LocalDateTime.parse(local).atZone(TOKYO).toInstant();
    }

    @Test
    void withinHoursNobodyWaits() {
        assertThat(office().nextOpening(at("2026-11-24T09:00"))).contains(at("2026-11-24T09:00"));
        assertThat(office().nextOpening(at("2026-11-24T17:59"))).contains(at("2026-11-24T17:59"));
    }

    @Test
    void inTheEveningItIsTheNextMorning() {
        assertThat(office().nextOpening(at("2026-11-24T18:00"))).contains(at("2026-11-25T09:00"));
        assertThat(office().nextOpening(at("2026-11-25T08:59"))).contains(at("2026-11-25T09:00"));
    }

    @Test
    void weekendsHolidaysAndOwnDaysOffAreLeftOut() {
        // Friday evening before 勤労感謝の日 on Monday, 23 November 2026.
        assertThat(office().nextOpening(at("2026-11-20T19:00"))).contains(at("2026-11-24T09:00"));
        assertThat(office(LocalDate.of(2026, 11, 24)).nextOpening(at("2026-11-20T19:00")))
                .contains(at("2026-11-25T09:00"));
        assertThat(office().isBusinessDay(LocalDate.of(2027, 1, 1))).isFalse();
        assertThat(office().isBusinessDay(LocalDate.of(2050, 11, 23))).isFalse();
    }

    @Test
    void businessDaysAreCountedOverBreaks() {
        assertThat(office().plusBusinessDays(LocalDate.of(2026, 11, 20), 3)).contains(LocalDate.of(2026, 11, 26));
    }

    @Test
    void whereNobodyEverComesThereIsNoOpening() {
        var never = new BusinessCalendar("never", "なし", TOKYO, Map.of(), true, Set.of());

        assertThat(never.nextOpening(at("2026-11-24T09:00"))).isEmpty();
    }
}
