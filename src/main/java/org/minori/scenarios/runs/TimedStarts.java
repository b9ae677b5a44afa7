package org.minori.scenarios.runs;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalTime;
import java.time.ZoneId;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import org.minori.scenarios.authoring.CompiledScenario.Step;
import org.minori.scenarios.authoring.CompiledScenarios;
import org.minori.scenarios.authoring.CronTimes;
import org.minori.scenarios.authoring.PublishedScenario;
import org.minori.scenarios.authoring.PublishedScenarios;
import org.minori.scenarios.authoring.StartHistory;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.scheduling.annotation.Scheduled;
import org.springframework.stereotype.Service;

/**
 * Sees when a start on a date or a schedule is due. What was missed while no node ran is made up for: dates of the last
 * week one by one, of a schedule the last time within a day.
 */
@Service
class TimedStarts {

    private static final Logger LOG = LoggerFactory.getLogger(TimedStarts.class);
    private static final int MOST_LATE_DAYS = 7;
    private static final Duration MOST_LATE = Duration.ofDays(1);
    private static final DateTimeFormatter MINUTE = DateTimeFormatter.ofPattern("uuuu-MM-dd'T'HH:mmX");

    private final PublishedScenarios published;
    private final CompiledScenarios compiled;
    private final StartHistory history;
    private final Firings firings;
    private final Clock clock;
    private final ZoneId zone;

    TimedStarts(
            PublishedScenarios published,
            CompiledScenarios compiled,
            StartHistory history,
            Firings firings,
            Clock clock,
            ZoneId zone) {
        this.published = published;
        this.compiled = compiled;
        this.history = history;
        this.firings = firings;
        this.clock = clock;
        this.zone = zone;
    }

    @Scheduled(fixedDelay = 10_000)
    void poll() {
        round(clock.instant());
    }

    /** Sets off all that is due at the moment and works until everybody is enrolled. */
    void round(Instant now) {
        for (var scenario : published.all()) {
            try {
                for (var start : compiled.of(scenario.key(), scenario.version()).starts()) {
                    look(scenario, start, now);
                }
            } catch (RuntimeException failure) {
                LOG.error("The timed starts of scenario {} wait for the next round", scenario.key(), failure);
            }
        }
        firings.enrol(zone);
    }

    private void look(PublishedScenario scenario, Step start, Instant now) {
        if (start.kind().equals("startOnDate")) {
            var time = LocalTime.parse(start.parameter("time", "09:00"));
            var today = now.atZone(zone).toLocalDate();
            for (int late = MOST_LATE_DAYS; late >= 0; late--) {
                var day = today.minusDays(late);
                var due = ZonedDateTime.of(day, time, zone).toInstant();
                if (!due.isAfter(now) && due.isAfter(history.since(scenario, start))) {
                    firings.onDay(scenario, start, day);
                }
            }
        } else if (start.kind().equals("startOnSchedule")) {
            var since = history.since(scenario, start);
            var earliest = now.minus(MOST_LATE);
            CronTimes.last(start.parameter("cron", ""), since.isAfter(earliest) ? since : earliest, now, zone)
                    .ifPresent(due -> firings.onSchedule(scenario, start, MINUTE.format(due.atZone(zone))));
        }
    }

    /** The day that a date field must hold for a start that is due on the day. */
    static LocalDate wanted(Step start, LocalDate day) {
        return day.minusDays(Long.parseLong(start.parameter("offsetDays", "0")));
    }
}
