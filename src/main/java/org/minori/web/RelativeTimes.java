package org.minori.web;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.Locale;
import org.jspecify.annotations.Nullable;
import org.springframework.context.i18n.LocaleContextHolder;
import org.springframework.stereotype.Component;

/** Times as people say them, in the language and the time zone of whoever looks: {@code #times} in templates. */
@Component
public class RelativeTimes {

    private static final Duration MINUTE = Duration.ofMinutes(1);
    private static final Duration HOUR = Duration.ofHours(1);
    private static final Duration DAY = Duration.ofDays(1);
    private static final Duration MONTH = Duration.ofDays(30);

    private final Texts texts;
    private final Clock clock;
    private final ZoneNames zones;

    RelativeTimes(Texts texts, Clock clock, ZoneNames zones) {
        this.texts = texts;
        this.clock = clock;
        this.zones = zones;
    }

    /** Such as "3 minutes ago" or "in 2 days"; what is more than a month away is a date. */
    public String ago(@Nullable Instant time) {
        if (time == null) {
            return "";
        }
        var distance = Duration.between(time, clock.instant());
        var direction = distance.isNegative() ? "ahead" : "ago";
        var length = distance.abs();
        if (length.compareTo(MINUTE) < 0) {
            return texts.of(distance.isNegative() ? "web.time.soon" : "web.time.now");
        }
        if (length.compareTo(HOUR) < 0) {
            return texts.of("web.time.minutes." + direction, length.toMinutes());
        }
        if (length.compareTo(DAY) < 0) {
            return texts.of("web.time.hours." + direction, length.toHours());
        }
        return length.compareTo(MONTH) < 0 ? texts.of("web.time.days." + direction, length.toDays()) : date(time);
    }

    /** Such as 2026年11月21日(土) 10:00. */
    public String exact(@Nullable Instant time) {
        return format(time, "web.time.exact");
    }

    /** Such as 2026/11/21. */
    public String date(@Nullable Instant time) {
        return format(time, "web.time.date");
    }

    /** Such as 2026/11/21 10:00:05, where the second matters. */
    public String second(@Nullable Instant time) {
        return format(time, "web.time.second");
    }

    /** How long something took or will take, in its largest unit. */
    public String length(@Nullable Duration length) {
        if (length == null) {
            return "";
        }
        if (length.compareTo(MINUTE) < 0) {
            return texts.of("web.time.seconds", length.toSeconds());
        }
        if (length.compareTo(HOUR) < 0) {
            return texts.of("web.time.minutes", length.toMinutes());
        }
        return length.compareTo(DAY) < 0
                ? texts.of("web.time.hours", length.toHours())
                : texts.of("web.time.days", length.toDays());
    }

    private String format(@Nullable Instant time, String patternKey) {
        if (time == null) {
            return "";
        }
        var locale = Languages.isJapanese(LocaleContextHolder.getLocale()) ? Locale.JAPAN : Locale.ENGLISH;
        return DateTimeFormatter.ofPattern(texts.of(patternKey), locale).format(time.atZone(zone()));
    }

    /** What the time zone of whoever looks is called. */
    public String getZoneName() {
        return zones.name(zone());
    }

    /** What the company's time zone is called, by which reports count days. */
    public String getCompanyZoneName() {
        return zones.ofCompany();
    }

    /** The time zone of whoever looks. */
    public ZoneId zone() {
        return LocaleContextHolder.getTimeZone().toZoneId();
    }
}
