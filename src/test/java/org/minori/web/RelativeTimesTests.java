package org.minori.web;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.Locale;
import java.util.TimeZone;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.springframework.context.i18n.LocaleContextHolder;
import org.springframework.context.support.ResourceBundleMessageSource;

class RelativeTimesTests {

    private static final Instant NOW = Instant.parse("2026-11-21T01:00:00Z");

    private static final Clock CLOCK = Clock.fixed(NOW, ZoneOffset.UTC);

    private final RelativeTimes times =
            new RelativeTimes(new Texts(messages()), CLOCK, new ZoneNames(ZoneId.of("Asia/Tokyo"), CLOCK));

    private static ResourceBundleMessageSource messages() {
        var messages = new ResourceBundleMessageSource();
        messages.setBasename("messages/web");
        messages.setDefaultEncoding("UTF-8");
        return messages;
    }

    private static void look(Locale locale, String zone) {
        LocaleContextHolder.setLocale(locale);
        LocaleContextHolder.setTimeZone(TimeZone.getTimeZone(zone));
    }

    @AfterEach
    void forgetWhoLooks() {
        LocaleContextHolder.resetLocaleContext();
    }

    @Test
    void timesAreSaidTheWayPeopleSayThem() {
        look(Locale.JAPANESE, "Asia/Tokyo");
        assertThat(times.ago(NOW.minusSeconds(5))).isEqualTo("たった今");
        assertThat(times.ago(NOW.minusSeconds(200))).isEqualTo("3分前");
        assertThat(times.ago(NOW.plus(Duration.ofDays(2)))).isEqualTo("2日後");
        assertThat(times.exact(NOW)).isEqualTo("2026年11月21日(土) 10:00");
        assertThat(times.date(NOW)).isEqualTo("2026/11/21");

        look(Locale.ENGLISH, "Asia/Tokyo");
        assertThat(times.ago(NOW.minusSeconds(61))).isEqualTo("1 minute ago");
        assertThat(times.ago(NOW.minusSeconds(200))).isEqualTo("3 minutes ago");
        assertThat(times.ago(NOW.plus(Duration.ofHours(1)))).isEqualTo("in 1 hour");
    }

    @Test
    void timesAreThoseOfThePlaceWhereOneLooks() {
        look(Locale.ENGLISH, "America/Los_Angeles");
        assertThat(times.exact(NOW)).isEqualTo("Fri, 20 Nov 2026, 17:00");
        assertThat(times.getZoneName()).isEqualTo("Pacific Time (UTC-8)");
        assertThat(times.getCompanyZoneName()).isEqualTo("Japan Time (UTC+9)");

        look(Locale.JAPANESE, "Asia/Kolkata");
        assertThat(times.getZoneName()).isEqualTo("インド時間 (UTC+5:30)");
    }

    @Test
    void whatIsLongAgoIsADate() {
        look(Locale.JAPANESE, "Asia/Tokyo");
        assertThat(times.ago(NOW.minus(Duration.ofDays(40)))).isEqualTo("2026/10/12");
    }
}
