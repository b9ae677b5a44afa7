package org.minori.scenarios.runs;

import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.util.Optional;
import org.minori.calendar.BusinessCalendars;
import org.minori.delivery.MailCaps;
import org.minori.delivery.MailHours;
import org.minori.scenarios.authoring.PublishedScenario;
import org.minori.scenarios.authoring.ScenarioSettings;
import org.springframework.stereotype.Service;

/** What the settings of a scenario say of its mails: when they may go out, and when they are too late. */
@Service
public class MailDefaults implements MailHours, MailCaps {

    private static final String ORIGIN = "scenario:";

    /** Opening hours that are quiet every day leave no moment; then the calendar gives way. */
    private static final int MOST_TRIES = 30;

    private final Interests interests;
    private final BusinessCalendars calendars;

    MailDefaults(Interests interests, BusinessCalendars calendars) {
        this.interests = interests;
        this.calendars = calendars;
    }

    /** After how long a mail is too late to be sent; empty where it is sent however late. */
    public Optional<Duration> lateAfter(String scenario) {
        return settings(scenario).map(settings -> settings.lateHours()).map(Duration::ofHours);
    }

    @Override
    public Optional<Integer> mostAWeek(String origin) {
        return ofOrigin(origin).map(settings -> settings.mailsAWeek());
    }

    private Optional<ScenarioSettings> ofOrigin(String origin) {
        int end = origin.indexOf('/');
        return origin.startsWith(ORIGIN) && end > 0
                ? settings(origin.substring(ORIGIN.length(), end))
                : Optional.empty();
    }

    @Override
    public Optional<Instant> nextFor(String origin, Instant now, ZoneId zone) {
        return ofOrigin(origin)
                .filter(settings -> settings.quiet() != null || settings.calendar() != null)
                .map(settings -> next(settings, now, zone));
    }

    private Instant next(ScenarioSettings settings, Instant now, ZoneId zone) {
        var next = now;
        for (int tries = 0; tries < MOST_TRIES; tries++) {
            var loud = afterQuiet(settings, next, zone);
            var calendar = settings.calendar();
            next = calendar == null ? loud : calendars.nextOpening(calendar, loud);
            if (next.equals(loud)) {
                return next;
            }
        }
        return afterQuiet(settings, now, zone);
    }

    private static Instant afterQuiet(ScenarioSettings settings, Instant from, ZoneId zone) {
        var quiet = settings.quiet();
        var until = quiet == null ? null : quiet.until(from, zone);
        return until == null ? from : until;
    }

    private Optional<ScenarioSettings> settings(String scenario) {
        return interests.now().scenarios().stream()
                .filter(found -> found.key().equals(scenario))
                .findFirst()
                .map(PublishedScenario::settings);
    }
}
