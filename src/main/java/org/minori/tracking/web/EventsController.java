package org.minori.tracking.web;

import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.media.ArraySchema;
import io.swagger.v3.oas.annotations.media.Schema;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.minori.tracking.ActivityLog;
import org.minori.tracking.EventIntake;
import org.minori.tracking.EventItem;
import org.minori.web.AllowScope;
import org.minori.web.Answers;
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

    @Schema(example = "{\"items\":[{\"contact\":{\"email\":\"yamada@example.co.jp\"},\"type\":\"seminar.attended\"}]}")
    record Events(
            @ArraySchema(
                    arraySchema = @Schema(requiredMode = Schema.RequiredMode.REQUIRED),
                    minItems = 1,
                    maxItems = 1000)
            @Nullable
            List<@Nullable EventItem> items) {}

    @Operation(
            operationId = "recordEvents",
            summary = "Records up to 1,000 events of contacts; a key that was seen before counts once.")
    @Answers({202, 422})
    @PostMapping("/api/v1/events")
    @ResponseStatus(HttpStatus.ACCEPTED)
    ActivityLog.Recorded take(@RequestBody Events events) {
        return intake.take(events.items());
    }
}
