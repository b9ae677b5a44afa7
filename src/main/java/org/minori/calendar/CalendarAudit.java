package org.minori.calendar;

import java.util.Optional;
import java.util.Set;
import org.minori.administration.AuditWords;
import org.minori.web.Role;
import org.springframework.stereotype.Component;

/** Names business calendars in the audit log. */
@Component
class CalendarAudit implements AuditWords {

    private final BusinessCalendars calendars;

    CalendarAudit(BusinessCalendars calendars) {
        this.calendars = calendars;
    }

    @Override
    public String module() {
        return "calendar";
    }

    @Override
    public Set<String> kinds() {
        return Set.of("calendar");
    }

    @Override
    public Optional<Thing> find(String kind, String id) {
        return calendars
                .find(id)
                .map(calendar -> new Thing(calendar.name(), "/settings/calendars/" + id, Role.MARKETER));
    }
}
