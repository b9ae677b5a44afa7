package org.minori.tracking.web;

import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.media.Schema;
import java.time.Instant;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.minori.contacts.ContactDirectory;
import org.minori.contacts.ContactId;
import org.minori.contacts.ContactNotFound;
import org.minori.contacts.ContactReference;
import org.minori.tracking.ActivityLog;
import org.minori.tracking.TouchpointsRecorded;
import org.minori.web.AllowScope;
import org.minori.web.PageOf;
import org.minori.web.Scopes;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/** A contact's timeline for other systems. */
@RestController
@AllowScope(Scopes.CONTACTS_READ)
class TimelineController {

    private static final int USUAL = 100;

    private final ActivityLog log;
    private final ContactDirectory contacts;

    TimelineController(ActivityLog log, ContactDirectory contacts) {
        this.log = log;
        this.contacts = contacts;
    }

    @Schema(name = "TimelineEntry")
    record Entry(
            String id,
            String type,
            @Nullable String subject,
            Instant occurredAt,
            boolean machine,
            Map<String, String> properties) {

        static Entry of(TouchpointsRecorded.Recorded recorded) {
            return new Entry(
                    recorded.id().toString(),
                    recorded.touchpoint().type(),
                    recorded.touchpoint().subject(),
                    recorded.touchpoint().occurredAt(),
                    recorded.touchpoint().machine(),
                    TimelineLines.open(recorded.touchpoint().properties()));
        }
    }

    @Operation(
            operationId = "getTimeline",
            summary = "Lists what a contact did and what was done for it, the newest first.")
    @GetMapping("/api/v1/contacts/{id}/timeline")
    PageOf<Entry> timeline(
            @PathVariable ContactId id,
            @RequestParam(required = false) @Nullable Integer limit,
            @RequestParam(required = false) @Nullable String after) {
        var contact = contacts.resolve(new ContactReference(id.toString(), null, null, null))
                .orElseThrow(() -> new ContactNotFound(id));
        return log.timeline(contact, after, PageOf.limit(limit, USUAL)).map(Entry::of);
    }
}
