package org.minori.scenarios.web;

import org.jspecify.annotations.Nullable;
import org.minori.scenarios.authoring.ScenarioDrafts;
import org.minori.scenarios.operations.Batch;
import org.minori.scenarios.operations.BatchNotFound;
import org.minori.scenarios.operations.BatchWorker;
import org.minori.scenarios.operations.Batches;
import org.minori.scenarios.operations.Migrating;
import org.minori.scenarios.operations.Pausing;
import org.minori.scenarios.operations.ResumePreview;
import org.minori.scenarios.runs.RunCounts;
import org.minori.scenarios.runs.Runs;
import org.minori.web.AllowRoles;
import org.minori.web.Conflict;
import org.minori.web.InvalidInput;
import org.minori.web.Role;
import org.minori.web.Texts;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.servlet.mvc.support.RedirectAttributes;

/** Operating a scenario: pausing it, letting it go on, and following what is done to many runs. */
@Controller
@AllowRoles({Role.MARKETER, Role.OPERATOR})
class OperationsPages {

    private static final int NEWEST = 20;
    private static final int MOST_FAILED = 50;
    private static final int USUAL_HOURS = 72;

    private final ScenarioDrafts scenarios;
    private final Pausing pausing;
    private final ResumePreview preview;
    private final Batches batches;
    private final BatchWorker worker;
    private final Runs runs;
    private final RunCounts counts;
    private final RunNames names;
    private final Texts texts;

    OperationsPages(
            ScenarioDrafts scenarios,
            Pausing pausing,
            ResumePreview preview,
            Batches batches,
            BatchWorker worker,
            Runs runs,
            RunCounts counts,
            RunNames names,
            Texts texts) {
        this.scenarios = scenarios;
        this.pausing = pausing;
        this.preview = preview;
        this.batches = batches;
        this.worker = worker;
        this.runs = runs;
        this.counts = counts;
        this.names = names;
        this.texts = texts;
    }

    @GetMapping("/scenarios/{key}/operations")
    String page(@PathVariable String key, @RequestParam(defaultValue = "72") int hours, Model model) {
        var scenario = scenarios.find(key);
        model.addAttribute("scenario", scenario);
        model.addAttribute("batches", batches.newest(key, NEWEST));
        model.addAttribute("running", counts.runningByVersion(key));
        pause(key, hours, model);
        return "scenarios/operations";
    }

    private void pause(String key, int hours, Model model) {
        var pause = pausing.ofScenario(key).orElse(null);
        model.addAttribute("key", key);
        model.addAttribute("pause", pause);
        model.addAttribute("hours", hours);
        if (pause != null) {
            model.addAttribute("pausedBy", names.startedBy(pause.by()));
            model.addAttribute("preview", preview.of(key, hours));
        }
    }

    /** What the scenario's page says about its pause, and the way here. */
    @GetMapping("/scenarios/{key}/operations/state")
    String state(@PathVariable String key, Model model) {
        scenarios.find(key);
        pause(key, USUAL_HOURS, model);
        return "scenarios/operations :: state";
    }

    /** How many mails the choices would send, asked anew when the hours change. */
    @GetMapping("/scenarios/{key}/operations/choices")
    String choices(@PathVariable String key, @RequestParam(defaultValue = "72") int hours, Model model) {
        scenarios.find(key);
        pause(key, hours, model);
        return "scenarios/operations :: choices";
    }

    @PostMapping("/scenarios/{key}/operations/pause")
    String pause(@PathVariable String key, @RequestParam(defaultValue = "") String reason, RedirectAttributes flash) {
        pausing.pause(key, reason);
        flash.addFlashAttribute("flashOk", texts.of("operations.paused"));
        return home(key);
    }

    @PostMapping("/scenarios/{key}/operations/resume")
    String resume(
            @PathVariable String key,
            @RequestParam(required = false) @Nullable String late,
            @RequestParam(required = false) @Nullable String hours,
            RedirectAttributes flash) {
        try {
            return batch(key, pausing.resume(key, OperationsApi.late(late), whole(hours)));
        } catch (InvalidInput invalid) {
            flash.addFlashAttribute("flashError", said(invalid));
            return home(key);
        }
    }

    @PostMapping("/scenarios/{key}/runs/{run}/pause")
    String pauseRun(
            @PathVariable String key,
            @PathVariable String run,
            @RequestParam(defaultValue = "") String reason,
            RedirectAttributes flash) {
        try {
            pausing.pauseRun(key, known(key, run), reason);
            flash.addFlashAttribute("flashOk", texts.of("operations.run.paused"));
        } catch (Conflict refused) {
            flash.addFlashAttribute("flashError", texts.of(refused.messageKey(), refused.arguments()));
        }
        return "redirect:/scenarios/" + key + "/runs/" + run;
    }

    @PostMapping("/scenarios/{key}/runs/{run}/resume")
    String resumeRun(
            @PathVariable String key,
            @PathVariable String run,
            @RequestParam(required = false) @Nullable String late,
            @RequestParam(required = false) @Nullable String hours,
            RedirectAttributes flash) {
        try {
            return batch(key, pausing.resumeRun(key, known(key, run), OperationsApi.late(late), whole(hours)));
        } catch (InvalidInput invalid) {
            flash.addFlashAttribute("flashError", said(invalid));
            return "redirect:/scenarios/" + key + "/runs/" + run;
        }
    }

    @GetMapping("/scenarios/{key}/batches/{id}")
    String batch(
            @PathVariable String key,
            @PathVariable String id,
            @RequestParam(defaultValue = "false") boolean part,
            Model model) {
        var batch = batches.get(key, BatchNotFound.number(id));
        model.addAttribute("scenario", scenarios.find(key));
        model.addAttribute("batch", batch);
        model.addAttribute("by", names.startedBy(batch.by()));
        model.addAttribute("stoppable", worker.mayBeCancelled(batch));
        model.addAttribute("left", left(batch));
        model.addAttribute("failures", batches.failed(batch.id(), MOST_FAILED));
        return part ? "scenarios/operations-batch :: progress" : "scenarios/operations-batch";
    }

    /** How many are still in the version that a batch moved contacts out of. */
    private long left(Batch batch) {
        return Migrating.moves(batch)
                ? counts.runningByVersion(batch.scenario())
                        .getOrDefault(
                                Integer.valueOf(String.valueOf(batch.options().get("from"))), 0L)
                : 0;
    }

    @PostMapping("/scenarios/{key}/batches/{id}/cancel")
    String cancel(@PathVariable String key, @PathVariable String id) {
        var batch = batches.get(key, BatchNotFound.number(id));
        worker.cancel(batch);
        return batch(key, batch.id());
    }

    @PostMapping("/scenarios/{key}/batches/{id}/retry")
    String retry(@PathVariable String key, @PathVariable String id) {
        var batch = batches.get(key, BatchNotFound.number(id));
        batches.retryFailed(batch);
        return batch(key, batch.id());
    }

    private long known(String key, String run) {
        return runs.find(key, RunNotFound.number(run))
                .orElseThrow(() -> new RunNotFound(run))
                .id();
    }

    private String said(InvalidInput invalid) {
        var error = invalid.errors().get(0);
        return texts.of(error.messageKey(), error.arguments().toArray());
    }

    private static String home(String key) {
        return "redirect:/scenarios/" + key + "/operations";
    }

    static String batch(String key, long batch) {
        return "redirect:/scenarios/" + key + "/batches/" + batch;
    }

    private static @Nullable Integer whole(@Nullable String hours) {
        return hours != null && hours.strip().matches("\\d{1,5}") ? Integer.valueOf(hours.strip()) : null;
    }
}
