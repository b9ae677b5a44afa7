package org.minori.tracking.web;

import java.util.List;
import org.jspecify.annotations.Nullable;
import org.minori.tracking.ActivityLog;
import org.minori.tracking.EventIntake;
import org.minori.tracking.EventItem;
import org.minori.web.AllowScope;
import org.minori.web.Scopes;
import org.springframework.http.HttpStatus;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;

/** Events from other systems. */
@RestController
@AllowScope(Scopes.EVENTS)
class EventsController {

    private final EventIntake intake;

    EventsController(EventIntake intake) {
        this.intake = intake;
    }

    record Events(@Nullable List<@Nullable EventItem> items) {}

    @PostMapping("/api/v1/events")
    @ResponseStatus(HttpStatus.ACCEPTED)
    ActivityLog.Recorded take(@RequestBody Events events) {
        return intake.take(events.items());
    }
}
