package org.minori.scenarios.steps;

import java.time.Clock;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalTime;
import java.time.ZoneId;
import java.util.Date;
import java.util.Optional;
import org.camunda.bpm.engine.delegate.DelegateExecution;
import org.camunda.bpm.engine.delegate.VariableScope;
import org.minori.calendar.BusinessCalendars;
import org.minori.contacts.ContactId;
import org.minori.scenarios.authoring.CompiledScenario.Step;
import org.minori.scenarios.engine.ElementValues;
import org.minori.scenarios.runs.RunDirectory;
import org.springframework.stereotype.Component;

/** Works out when a wait for a date ends, by the clock on the contact's wall, and one for business hours, by that of the office. */
@Component("dates")
class Dates implements ElementValues {

    private static final int ISO_DATE = 10;

    private final RunDirectory runs;
    private final KnownContacts contacts;
    private final BusinessCalendars calendars;
    private final Clock clock;
    private final ZoneId companyZone;

    Dates(RunDirectory runs, KnownContacts contacts, BusinessCalendars calendars, Clock clock, ZoneId companyZone) {
        this.runs = runs;
        this.contacts = contacts;
        this.calendars = calendars;
        this.clock = clock;
        this.companyZone = companyZone;
    }

    @Override
    public Object of(VariableScope scope, String element) {
        if (!(scope instanceof DelegateExecution execution)) {
            throw new IllegalStateException("a date outside of a run: " + element);
        }
        var run = runs.of(execution);
        var step = run.scenario().steps().get(element);
        if (step == null) {
            throw new IllegalStateException(
                    "no step at " + element + " of " + run.scenario().key());
        }
        if (step.kind().equals("waitForBusinessHours")) {
            var calendar = step.parameter("calendar", BusinessCalendars.STANDARD);
            return Date.from(calendars.nextOpening(calendar, clock.instant()));
        }
        // Without a date there is nothing to wait for: the run goes on, and a condition before it can ask for the
        // field.
        return Date.from(date(step, run.contact())
                .map(date -> moment(date, step, zone(run.contact())))
                .orElseGet(clock::instant));
    }

    private Optional<LocalDate> date(Step step, ContactId contact) {
        var field = step.parameter("field", "");
        return field.isEmpty()
                ? parse(step.parameter("date", ""))
                : contacts.field(contact, field).flatMap(Dates::parse);
    }

    private static Optional<LocalDate> parse(String text) {
        try {
            return text.length() < ISO_DATE
                    ? Optional.empty()
                    : Optional.of(LocalDate.parse(text.substring(0, ISO_DATE)));
        } catch (DateTimeException noDate) {
            return Optional.empty();
        }
    }

    private static Instant moment(LocalDate date, Step step, ZoneId zone) {
        var days = Long.parseLong(step.parameter("offsetDays", "0"));
        return at(date.plusDays(days), LocalTime.parse(step.parameter("time", "09:00")), zone);
    }

    /** A time that a change of the clocks leaves out is the first one after the gap; one that comes twice is the first. */
    static Instant at(LocalDate date, LocalTime time, ZoneId zone) {
        var local = date.atTime(time);
        var gap = zone.getRules().getTransition(local);
        return gap != null && gap.isGap()
                ? gap.getInstant()
                : local.atZone(zone).withEarlierOffsetAtOverlap().toInstant();
    }

    private ZoneId zone(ContactId contact) {
        return contacts.card(contact).map(card -> card.zoneOr(companyZone)).orElse(companyZone);
    }
}
