package org.minori.scenarios.web;

import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.media.Schema;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;
import org.minori.scenarios.authoring.PublishedScenarios;
import org.minori.scenarios.operations.Batch;
import org.minori.scenarios.operations.BatchNotFound;
import org.minori.scenarios.operations.BatchWorker;
import org.minori.scenarios.operations.Batches;
import org.minori.scenarios.operations.Late;
import org.minori.scenarios.operations.Pausing;
import org.minori.scenarios.operations.ResumePreview;
import org.minori.scenarios.runs.Runs;
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
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;

/** Pausing and resuming scenarios and runs, and the batches that work on runs, for other systems. */
@RestController
@RequestMapping("/api/v1/scenarios/{key}")
@AllowScope(Scopes.SCENARIOS)
class OperationsApi {

    private static final int USUAL_HOURS = 72;
    private static final int MOST_FAILED = 100;

    private final Pausing pausing;
    private final ResumePreview preview;
    private final Batches batches;
    private final BatchWorker worker;
    private final PublishedScenarios published;
    private final Runs runs;

    OperationsApi(
            Pausing pausing,
            ResumePreview preview,
            Batches batches,
            BatchWorker worker,
            PublishedScenarios published,
            Runs runs) {
        this.pausing = pausing;
        this.preview = preview;
        this.batches = batches;
        this.worker = worker;
        this.published = published;
        this.runs = runs;
    }

    @Schema(name = "PauseRequest", example = "{\"reason\":\"Trade fair moved\"}")
    @BodyShape("{\"reason\":\"…\"}")
    record Why(@Nullable String reason) {}

    @Schema(name = "ResumeRequest", example = "{\"late\":\"expire\",\"olderThanHours\":72}")
    @BodyShape("{\"late\":\"shift\"}, {\"late\":\"send\"} or {\"late\":\"expire\",\"olderThanHours\":72}")
    record Resume(
            @Schema(
                    requiredMode = Schema.RequiredMode.REQUIRED,
                    allowableValues = {"shift", "send", "expire"})
            @Nullable
            String late,

            @Schema(minimum = "1") @Nullable Integer olderThanHours) {}

    @Schema(name = "MailsOnResume")
    record Mails(long shift, long send, long expire) {}

    record PauseJson(
            boolean paused,
            @Nullable Instant since,
            @Nullable String reason,
            @Nullable Long overdue,
            @Nullable Long events,
            @Nullable Long requests,
            @Nullable Mails mails) {}

    record BatchId(String batch) {}

    record FailedRun(String run, String problem) {}

    record BatchJson(
            String id,
            String kind,
            String status,
            long total,
            long done,
            long failed,
            Instant createdAt,
            @Nullable Instant endedAt,
            List<FailedRun> failures) {}

    @Operation(operationId = "pauseScenario", summary = "Holds everybody in a scenario where they stand.")
    @PostMapping("/pause")
    PauseJson pause(@PathVariable String key, @RequestBody(required = false) @Nullable Why why) {
        pausing.pause(key, reason(why));
        return pauseOf(key, USUAL_HOURS);
    }

    /** Whether it is paused, and what each way of resuming would send at once. */
    @Operation(
            operationId = "getPause",
            summary = "Tells whether a scenario is paused, and how many mails each way of resuming would send at once.")
    @Answers({200, 409})
    @GetMapping("/pause")
    PauseJson pauseOf(@PathVariable String key, @RequestParam(defaultValue = "72") int olderThanHours) {
        published.get(key);
        var pause = pausing.ofScenario(key).orElse(null);
        if (pause == null) {
            return new PauseJson(false, null, null, null, null, null, null);
        }
        var mails = preview.of(key, olderThanHours);
        return new PauseJson(
                true,
                pause.at(),
                pause.reason(),
                mails.overdue(),
                mails.events(),
                mails.requests(),
                new Mails(mails.shift(), mails.send(), mails.expire()));
    }

    @Operation(
            operationId = "resumeScenario",
            summary = "Lets a paused scenario go on: later by the pause, at once, or without what is too old.")
    @PostMapping("/resume")
    @ResponseStatus(HttpStatus.ACCEPTED)
    BatchId resume(@PathVariable String key, @RequestBody Resume resume) {
        published.get(key);
        return new BatchId(Long.toString(pausing.resume(key, late(resume.late()), resume.olderThanHours())));
    }

    @Operation(operationId = "pauseRun", summary = "Holds one contact in a scenario where it stands.")
    @PostMapping("/runs/{run}/pause")
    @ResponseStatus(HttpStatus.NO_CONTENT)
    void pauseRun(
            @PathVariable String key, @PathVariable String run, @RequestBody(required = false) @Nullable Why why) {
        pausing.pauseRun(key, known(key, run), reason(why));
    }

    @Operation(operationId = "resumeRun", summary = "Lets one contact that was held go on.")
    @PostMapping("/runs/{run}/resume")
    @ResponseStatus(HttpStatus.ACCEPTED)
    BatchId resumeRun(@PathVariable String key, @PathVariable String run, @RequestBody Resume resume) {
        return new BatchId(
                Long.toString(pausing.resumeRun(key, known(key, run), late(resume.late()), resume.olderThanHours())));
    }

    @Operation(operationId = "getBatch", summary = "Tells how far work on many contacts is.")
    @GetMapping("/batches/{batch}")
    BatchJson batch(@PathVariable String key, @PathVariable String batch) {
        return json(batches.get(key, BatchNotFound.number(batch)));
    }

    @Operation(operationId = "cancelBatch", summary = "Stops work on many contacts; what is done stays done.")
    @PostMapping("/batches/{batch}/cancel")
    BatchJson cancel(@PathVariable String key, @PathVariable String batch) {
        worker.cancel(batches.get(key, BatchNotFound.number(batch)));
        return batch(key, batch);
    }

    /** Tries those again that it could not deal with. */
    @Operation(
            operationId = "retryBatch",
            summary = "Tries those again that work on many contacts could not deal with.")
    @PostMapping("/batches/{batch}/retry")
    BatchJson retry(@PathVariable String key, @PathVariable String batch) {
        batches.retryFailed(batches.get(key, BatchNotFound.number(batch)));
        return batch(key, batch);
    }

    private BatchJson json(Batch batch) {
        return new BatchJson(
                Long.toString(batch.id()),
                batch.kind(),
                batch.state().name().toLowerCase(Locale.ROOT),
                batch.total(),
                batch.done(),
                batch.failed(),
                batch.createdAt(),
                batch.endedAt(),
                batches.failed(batch.id(), MOST_FAILED).stream()
                        .map(one -> new FailedRun(Long.toString(one.enrolment()), one.problem()))
                        .toList());
    }

    private long known(String key, String run) {
        long enrolment = RunNotFound.number(run);
        return runs.find(key, enrolment).orElseThrow(() -> new RunNotFound(run)).id();
    }

    private static String reason(@Nullable Why why) {
        var reason = why == null ? null : why.reason();
        return reason == null ? "" : reason;
    }

    static Late late(@Nullable String word) {
        for (var late : Late.values()) {
            if (late.name().toLowerCase(Locale.ROOT).equals(word)) {
                return late;
            }
        }
        throw new InvalidInput("late", "operations.resume.late");
    }
}
