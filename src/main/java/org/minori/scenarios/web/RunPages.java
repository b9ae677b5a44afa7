package org.minori.scenarios.web;

import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;
import org.minori.contacts.ContactCard;
import org.minori.contacts.ContactDirectory;
import org.minori.scenarios.authoring.ScenarioDrafts;
import org.minori.scenarios.runs.FailedStarts;
import org.minori.scenarios.runs.RunCounts;
import org.minori.scenarios.runs.RunPaths;
import org.minori.scenarios.runs.Runs;
import org.minori.scenarios.runs.Runs.RunView;
import org.minori.scenarios.web.RunDrawings.PathJson;
import org.minori.web.AllowRoles;
import org.minori.web.Role;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.ResponseBody;

/** Watching runs: how many are where, who they are, and the exact way of one of them. */
@Controller
@AllowRoles({Role.MARKETER, Role.OPERATOR})
class RunPages {

    private static final int PAGE = 50;

    private final RunCounts counts;
    private final Runs runs;
    private final RunPaths paths;
    private final RunNames names;
    private final RunWays ways;
    private final RunDrawings drawings;
    private final RunSurroundings surroundings;
    private final ScenarioDrafts scenarios;
    private final FailedStarts failed;
    private final ContactDirectory contacts;

    RunPages(
            RunCounts counts,
            Runs runs,
            RunPaths paths,
            RunNames names,
            RunWays ways,
            RunDrawings drawings,
            RunSurroundings surroundings,
            ScenarioDrafts scenarios,
            FailedStarts failed,
            ContactDirectory contacts) {
        this.counts = counts;
        this.runs = runs;
        this.paths = paths;
        this.names = names;
        this.ways = ways;
        this.drawings = drawings;
        this.surroundings = surroundings;
        this.scenarios = scenarios;
        this.failed = failed;
        this.contacts = contacts;
    }

    record CountsJson(long running, List<RunCounts.ElementCount> elements) {}

    /** The numbers above the diagram; the fragment asks for itself while somebody looks. */
    @GetMapping("/scenarios/{key}/monitor")
    String monitor(@PathVariable String key, @RequestParam(required = false) @Nullable Integer version, Model model) {
        var shown = counts.of(key, version);
        var older = new LinkedHashMap<>(counts.runningByVersion(key));
        older.keySet().removeIf(one -> one >= shown.version());
        model.addAttribute("key", key);
        model.addAttribute("counts", shown);
        model.addAttribute("outside", failed.count(key));
        model.addAttribute("older", older);
        model.addAttribute(
                "behind", older.values().stream().mapToLong(Long::longValue).sum());
        return "scenarios/monitor :: monitor";
    }

    @GetMapping("/scenarios/{key}/counts.json")
    @ResponseBody
    CountsJson countsOf(@PathVariable String key, @RequestParam(required = false) @Nullable Integer version) {
        var now = counts.of(key, version);
        return new CountsJson(now.running(), now.elements());
    }

    @GetMapping("/scenarios/{key}/runs")
    String list(
            @PathVariable String key,
            @RequestParam(defaultValue = "") String status,
            @RequestParam(defaultValue = "") String step,
            @RequestParam(defaultValue = "false") boolean stuck,
            @RequestParam(required = false) @Nullable String after,
            Model model) {
        var scenario = scenarios.find(key);
        var page = runs.page(new Runs.Query(key, status(status), step.isBlank() ? null : step, stuck, after, PAGE));
        model.addAttribute("scenario", scenario);
        model.addAttribute("runs", page.items());
        model.addAttribute("places", names.places(page.items(), runs.places(page.items())));
        model.addAttribute("next", page.next());
        model.addAttribute("size", PAGE);
        model.addAttribute(
                "people",
                contacts.cards(page.items().stream().map(RunView::contact).toList()));
        model.addAttribute("status", status);
        model.addAttribute("statuses", Runs.Status.values());
        model.addAttribute("step", step);
        model.addAttribute("stuck", stuck);
        if (scenario.version() != null) {
            model.addAttribute("steps", names.steps(counts.of(key, null).elements(), key, scenario.version()));
        }
        return "scenarios/runs";
    }

    @AllowRoles({Role.MARKETER, Role.OPERATOR, Role.SALES})
    @GetMapping("/scenarios/{key}/runs/{enrolment}")
    String run(@PathVariable String key, @PathVariable String enrolment, Model model) {
        var run = find(key, enrolment);
        model.addAttribute("run", run);
        model.addAttribute(
                "person",
                contacts.find(run.contact()).map(ContactCard::displayName).orElse("–"));
        model.addAttribute("startedBy", names.startedBy(run.startedBy()));
        var path = paths.of(run);
        model.addAttribute("way", ways.of(run, path));
        model.addAttribute(
                "olderVersions", run.version() == null ? List.of() : drawings.olderVersions(run, path, run.version()));
        model.addAttribute("mails", surroundings.mails(run));
        model.addAttribute("handovers", surroundings.handovers(run, path));
        return "scenarios/run";
    }

    @AllowRoles({Role.MARKETER, Role.OPERATOR, Role.SALES})
    @GetMapping("/scenarios/{key}/runs/{enrolment}/path.json")
    @ResponseBody
    PathJson path(
            @PathVariable String key,
            @PathVariable String enrolment,
            @RequestParam(required = false) @Nullable Integer version) {
        var run = find(key, enrolment);
        var path = paths.of(run);
        int now = run.version() == null ? 0 : run.version();
        return version == null || version == now ? drawings.newest(run, path, now) : drawings.older(path, version);
    }

    private RunView find(String key, String enrolment) {
        return runs.find(key, RunNotFound.number(enrolment)).orElseThrow(() -> new RunNotFound(enrolment));
    }

    private static Runs.@Nullable Status status(String word) {
        return Arrays.stream(Runs.Status.values())
                .filter(status -> status.name().equals(word.toUpperCase(Locale.ROOT)))
                .findFirst()
                .orElse(null);
    }
}
