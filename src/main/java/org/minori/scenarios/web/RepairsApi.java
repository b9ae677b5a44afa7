package org.minori.scenarios.web;

import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.media.Schema;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.minori.scenarios.authoring.PublishedScenarios;
import org.minori.scenarios.operations.Curing;
import org.minori.scenarios.operations.Repairing;
import org.minori.scenarios.runs.Runs;
import org.minori.scenarios.runs.StuckRuns;
import org.minori.web.AllowScope;
import org.minori.web.Answers;
import org.minori.web.BodyShape;
import org.minori.web.InvalidInput;
import org.minori.web.Scopes;
import org.springframework.http.HttpStatus;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;

/** Mending runs that are stuck or went wrong, one or many, for other systems. */
@RestController
@RequestMapping("/api/v1/scenarios/{key}")
@AllowScope(Scopes.SCENARIOS)
class RepairsApi {

    private final Repairing repairing;
    private final Curing curing;
    private final StuckRuns stuck;
    private final PublishedScenarios published;
    private final Runs runs;

    RepairsApi(Repairing repairing, Curing curing, StuckRuns stuck, PublishedScenarios published, Runs runs) {
        this.repairing = repairing;
        this.curing = curing;
        this.stuck = stuck;
        this.published = published;
        this.runs = runs;
    }

    @Schema(name = "MoveRequest", example = "{\"to\":\"Activity_SendCase\"}")
    @BodyShape("{\"to\":\"step\",\"from\":\"step\"}")
    record Where(
            @Nullable String from,

            @Schema(requiredMode = Schema.RequiredMode.REQUIRED) @Nullable
            String to) {}

    @Schema(name = "CorrectionRequest", example = "{\"field\":\"jobTitle\",\"value\":\"部長\"}")
    @BodyShape("{\"field\":\"jobTitle\",\"value\":\"部長\"}")
    record Correction(
            @Schema(requiredMode = Schema.RequiredMode.REQUIRED) @Nullable
            String field,

            @Nullable String value) {}

    @Schema(name = "IncidentChoice", example = "{\"element\":\"Activity_SendCase\",\"cause\":\"SMTP\"}")
    @BodyShape("{\"element\":\"step\",\"cause\":\"…\"}, or nothing for all")
    record Which(@Nullable String element, @Nullable String cause) {}

    @Schema(name = "IncidentCause")
    record CauseJson(String element, @Nullable String cause, long count, Instant since) {}

    @Schema(name = "IncidentCauses")
    record Causes(long count, List<CauseJson> items) {}

    /** Who is stuck, by step and cause, the most frequent first. */
    @Operation(operationId = "listIncidents", summary = "Counts who is stuck in a scenario, by step and cause.")
    @Answers({200, 409})
    @GetMapping("/incidents")
    Causes incidents(@PathVariable String key) {
        published.get(key);
        return new Causes(
                stuck.count(key),
                stuck.causes(key).stream()
                        .map(cause -> new CauseJson(cause.element(), cause.cause(), cause.count(), cause.since()))
                        .toList());
    }

    /** Lets all that are stuck, or those of one cause, try again, go on behind the step that failed, or end. */
    @Operation(
            operationId = "cureIncidents",
            summary = "Lets those who are stuck try again, go on behind the step, or end.")
    @PostMapping("/incidents/{cure}")
    @ResponseStatus(HttpStatus.ACCEPTED)
    OperationsApi.BatchId cure(
            @PathVariable String key, @PathVariable String cure, @RequestBody(required = false) @Nullable Which which) {
        published.get(key);
        var element = which == null ? null : which.element();
        if (which != null && element == null && which.cause() != null) {
            throw new InvalidInput("element", "operations.cure.whose");
        }
        long batch = which == null || element == null
                ? curing.all(key, RepairPages.cure(cure))
                : curing.ofCause(key, RepairPages.cure(cure), element, which.cause());
        return new OperationsApi.BatchId(Long.toString(batch));
    }

    /** Ends a run where it stands; one that has ended stays as it is. */
    @Operation(operationId = "endRun", summary = "Takes a contact out of a scenario; one that has left stays as it is.")
    @PostMapping("/runs/{run}/end")
    @ResponseStatus(HttpStatus.NO_CONTENT)
    void endRun(@PathVariable String key, @PathVariable String run) {
        repairing.end(key, known(key, run));
    }

    /** Lets what failed in a run try again. */
    @Operation(operationId = "retryRun", summary = "Lets what failed for a contact try again.")
    @PostMapping("/runs/{run}/retry")
    @ResponseStatus(HttpStatus.NO_CONTENT)
    void retry(@PathVariable String key, @PathVariable String run) {
        repairing.retry(key, known(key, run));
    }

    /** Lets a run go on behind the step that failed, or behind the wait at which it rests. */
    @Operation(
            operationId = "skipStep",
            summary = "Lets a contact go on behind the step that failed or at which it waits.")
    @PostMapping("/runs/{run}/skip")
    @ResponseStatus(HttpStatus.NO_CONTENT)
    void skip(@PathVariable String key, @PathVariable String run) {
        repairing.skip(key, known(key, run));
    }

    /** Takes a run to another step of its version. */
    @Operation(operationId = "moveRun", summary = "Takes a contact to another step of the same version.")
    @PostMapping("/runs/{run}/move")
    @ResponseStatus(HttpStatus.NO_CONTENT)
    void move(@PathVariable String key, @PathVariable String run, @RequestBody Where where) {
        var to = where.to();
        repairing.move(key, known(key, run), where.from(), to == null ? "" : to);
    }

    /** Sets a field of the run's contact and lets what failed try again. */
    @Operation(operationId = "correctContact", summary = "Sets a field of the contact and lets what failed try again.")
    @PostMapping("/runs/{run}/correct")
    @ResponseStatus(HttpStatus.NO_CONTENT)
    void correct(@PathVariable String key, @PathVariable String run, @RequestBody Correction correction) {
        var field = correction.field();
        if (field == null) {
            throw new InvalidInput("field", "operations.run.correct.field");
        }
        var value = correction.value();
        repairing.correct(key, known(key, run), field, value == null ? "" : value);
    }

    private long known(String key, String run) {
        long enrolment = RunNotFound.number(run);
        return runs.find(key, enrolment).orElseThrow(() -> new RunNotFound(run)).id();
    }
}
