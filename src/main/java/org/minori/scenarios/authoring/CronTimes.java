package org.minori.scenarios.authoring;

import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZonedDateTime;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.scheduling.support.CronExpression;

/** Times that come again and again, written as minute, hour, day of month, month and day of week. */
public final class CronTimes {

    private static final int PARTS = 5;
    private static final int LOOKED_AT = 60;
    private static final Duration SHORTEST = Duration.ofHours(1);
    private static final ZonedDateTime SOMETIME = ZonedDateTime.parse("2026-01-01T00:00:00+09:00[Asia/Tokyo]");

    private CronTimes() {}

    /** The last time at or before the moment that is later than the earliest one. */
    public static Optional<Instant> last(String text, Instant earliest, Instant moment, ZoneId zone) {
        var cron = parse(text);
        if (cron == null) {
            return Optional.empty();
        }
        ZonedDateTime last = null;
        for (var at = cron.next(earliest.atZone(zone));
                at != null && !at.toInstant().isAfter(moment);
                at = cron.next(at)) {
            last = at;
        }
        return Optional.ofNullable(last).map(ZonedDateTime::toInstant);
    }

    /** What is wrong with the text: unreadable, never or too often; null for nothing. */
    static @Nullable String fault(String text) {
        var cron = parse(text);
        if (cron == null) {
            return "cronUnreadable";
        }
        var at = cron.next(SOMETIME);
        if (at == null) {
            return "cronNever";
        }
        for (int i = 0; i < LOOKED_AT; i++) {
            var next = cron.next(at);
            if (next == null) {
                return null;
            }
            if (Duration.between(at, next).compareTo(SHORTEST) < 0) {
                return "cronTooOften";
            }
            at = next;
        }
        return null;
    }

    private static @Nullable CronExpression parse(String text) {
        if (text.strip().split("\\s+").length != PARTS) {
            return null;
        }
        try {
            return CronExpression.parse("0 " + text.strip());
        } catch (IllegalArgumentException unreadable) {
            return null;
        }
    }
}
