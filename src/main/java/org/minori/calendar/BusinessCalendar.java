package org.minori.calendar;

import java.time.DayOfWeek;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalTime;
import java.time.ZoneId;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * When somebody is there.
 *
 * @param zone by whose clock the hours are meant
 * @param hours the hours of each working day; a day that is missing is off
 * @param japaneseHolidays whether nobody is there on the national holidays of Japan
 * @param daysOff the company's own, such as those around New Year
 */
public record BusinessCalendar(
        String key,
        String name,
        ZoneId zone,
        Map<DayOfWeek, Hours> hours,
        boolean japaneseHolidays,
        Set<LocalDate> daysOff) {

    private static final int LONGEST_BREAK = 400;

    public BusinessCalendar {
        hours = Map.copyOf(hours);
        daysOff = Set.copyOf(daysOff);
    }

    /** From when to when; the end is no longer within. */
    public record Hours(LocalTime opens, LocalTime closes) {}

    /** Whether anybody works on the day. */
    public boolean isBusinessDay(LocalDate day) {
        return hoursOf(day).isPresent();
    }

    /** Whether somebody is there. */
    public boolean isOpen(Instant at) {
        var local = at.atZone(zone);
        return hoursOf(local.toLocalDate())
                .filter(open -> !local.toLocalTime().isBefore(open.opens())
                        && local.toLocalTime().isBefore(open.closes()))
                .isPresent();
    }

    /** The moment itself while somebody is there, else the next opening; empty when nobody comes for more than a year. */
    public Optional<Instant> nextOpening(Instant from) {
        if (isOpen(from)) {
            return Optional.of(from);
        }
        var first = from.atZone(zone).toLocalDate();
        return first.datesUntil(first.plusDays(LONGEST_BREAK))
                .flatMap(day -> hoursOf(day)
                        .map(open -> day.atTime(open.opens()).atZone(zone).toInstant())
                        .stream())
                .filter(opening -> !opening.isBefore(from))
                .findFirst();
    }

    /** So many business days after the day; the day itself does not count. */
    public Optional<LocalDate> plusBusinessDays(LocalDate day, int days) {
        return day.plusDays(1)
                .datesUntil(day.plusDays(1L + LONGEST_BREAK + 7L * days))
                .filter(this::isBusinessDay)
                .skip(Math.max(0, days - 1))
                .findFirst();
    }

    private Optional<Hours> hoursOf(LocalDate day) {
        boolean off = daysOff.contains(day) || japaneseHolidays && JapaneseHolidays.contains(day);
        return off ? Optional.empty() : Optional.ofNullable(hours.get(day.getDayOfWeek()));
    }
}
