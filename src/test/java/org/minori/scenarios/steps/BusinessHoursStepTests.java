package org.minori.scenarios.steps;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.DayOfWeek;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.time.ZoneId;
import java.time.temporal.ChronoUnit;
import java.util.EnumMap;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.minori.MinoriTest;
import org.minori.calendar.BusinessCalendar;
import org.minori.calendar.BusinessCalendar.Hours;
import org.minori.calendar.BusinessCalendars;
import org.minori.contacts.ContactId;
import org.minori.scenarios.runs.Drawn;
import org.minori.scenarios.runs.ScenarioRuns;
import org.minori.storage.Utc;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.jdbc.core.simple.JdbcClient;

@MinoriTest
class BusinessHoursStepTests {

    private static final ZoneId TOKYO = ZoneId.of("Asia/Tokyo");

    @Autowired
    ScenarioRuns runs;

    @Autowired
    BusinessCalendars calendars;

    @Autowired
    JdbcClient jdbc;

    private final String key = "office-" + Long.toString(System.nanoTime(), 36);

    private Instant dueIn(Map<DayOfWeek, Hours> hours) {
        calendars.save(new BusinessCalendar(key, "営業時間", TOKYO, hours, false, Set.of()));
        var scenario = runs.publish(Drawn.scenario()
                .start("Start", "startManually")
                .timer("Office", "waitForBusinessHours", "calendar", key)
                .end("End", "exhausted")
                .way("Start", "Office", "End"));
        ContactId taro = runs.somebody();
        runs.enrol(scenario, taro);
        var run = runs.of(scenario, taro);
        assertThat(run.waitsAt()).containsExactly("Office");
        var due = Utc.toInstant(jdbc.sql("SELECT DUEDATE_ FROM ACT_RU_JOB WHERE PROCESS_INSTANCE_ID_ = :id")
                .param("id", run.instance())
                .query(LocalDateTime.class)
                .single());
        run.fire("Office");
        assertThat(run.status()).isEqualTo("ENDED exhausted");
        return due;
    }

    @Test
    void aRunRestsUntilSomebodyIsThere() {
        var day = Instant.now().plus(3, ChronoUnit.DAYS).atZone(TOKYO);

        var due = dueIn(Map.of(day.getDayOfWeek(), new Hours(LocalTime.of(9, 30), LocalTime.of(17, 0))));

        assertThat(due).isEqualTo(day.toLocalDate().atTime(9, 30).atZone(TOKYO).toInstant());
    }

    @Test
    void withinHoursItGoesOnAtOnce() {
        var always = new EnumMap<DayOfWeek, Hours>(DayOfWeek.class);
        for (var day : DayOfWeek.values()) {
            always.put(day, new Hours(LocalTime.MIN, LocalTime.of(23, 59, 59, 999_999_999)));
        }

        // MySQL keeps whole seconds of it, rounded.
        assertThat(dueIn(always)).isBefore(Instant.now().plusSeconds(60));
    }
}
