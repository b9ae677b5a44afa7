package org.minori.tracking.web;

import java.util.ArrayList;
import org.jspecify.annotations.Nullable;
import org.minori.contacts.ContactExport;
import org.minori.contacts.ContactId;
import org.minori.tracking.ActivityLog;
import org.minori.web.PageOf;
import org.springframework.stereotype.Component;

/** Adds a contact's whole timeline to what we say that we hold about it. */
@Component
class TimelineExport implements ContactExport {

    private final ActivityLog log;

    TimelineExport(ActivityLog log) {
        this.log = log;
    }

    @Override
    public String name() {
        return "touchpoints";
    }

    @Override
    public Object of(ContactId contact) {
        var all = new ArrayList<TimelineController.Entry>();
        @Nullable String after = null;
        do {
            var page = log.timeline(contact, after, PageOf.MOST).map(TimelineController.Entry::of);
            all.addAll(page.items());
            after = page.next();
        } while (after != null);
        return all;
    }
}
