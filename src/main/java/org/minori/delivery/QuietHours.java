package org.minori.delivery;

import java.time.Instant;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.time.ZoneId;
import org.jspecify.annotations.Nullable;

/** From when to when, by the contact's clock, no marketing mail goes out; it may be over midnight. */
public record QuietHours(LocalTime from, LocalTime to) {

    /** When they are over; null when it is not quiet now. */
    public @Nullable Instant until(Instant now, ZoneId zone) {
        var local = LocalDateTime.ofInstant(now, zone);
        if (!holdAt(local.toLocalTime())) {
            return null;
        }
        var end = local.toLocalDate().atTime(to);
        return (end.isAfter(local) ? end : end.plusDays(1)).atZone(zone).toInstant();
    }

    private boolean holdAt(LocalTime time) {
        return from.isBefore(to)
                ? !time.isBefore(from) && time.isBefore(to)
                : !time.isBefore(from) || time.isBefore(to);
    }
}
