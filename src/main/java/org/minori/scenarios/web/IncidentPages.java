package org.minori.scenarios.web;

import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.minori.scenarios.authoring.ScenarioDrafts;
import org.minori.scenarios.operations.Cure;
import org.minori.scenarios.operations.Curing;
import org.minori.scenarios.runs.FailedStarts;
import org.minori.scenarios.runs.StuckRuns;
import org.minori.web.AllowRoles;
import org.minori.web.PageOf;
import org.minori.web.Role;
import org.minori.web.Texts;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.servlet.mvc.support.RedirectAttributes;

/** Runs that are stuck, why, and setting them going again. */
@Controller
@AllowRoles({Role.OPERATOR})
class IncidentPages {

    private static final int PAGE = 50;

    private final StuckRuns stuck;
    private final ScenarioDrafts scenarios;
    private final Curing curing;
    private final RunNames names;
    private final CauseWords causes;
    private final FailedStarts failed;
    private final Texts texts;

    IncidentPages(
            StuckRuns stuck,
            ScenarioDrafts scenarios,
            Curing curing,
            RunNames names,
            CauseWords causes,
            FailedStarts failed,
            Texts texts) {
        this.stuck = stuck;
        this.texts = texts;
        this.failed = failed;
        this.scenarios = scenarios;
        this.curing = curing;
        this.names = names;
        this.causes = causes;
    }

    record Line(
            String id,
            String enrolment,
            String person,
            String step,
            Instant since,
            @Nullable String cause,
            @Nullable String plain,
            String details) {}

    /** Those who are stuck at one step for the same reason. */
    record Group(
            String element,
            String step,
            @Nullable String cause,
            @Nullable String plain,
            long count,
            Instant since) {}

    /** Those who could not even enter, for the same reason. */
    record Outside(String cause, @Nullable String plain, long count, Instant since) {}

    @AllowRoles({Role.MARKETER, Role.OPERATOR})
    @GetMapping("/scenarios/{key}/incidents")
    String list(@PathVariable String key, @RequestParam(defaultValue = "") String after, Model model) {
        var page = stuck.page(key, after, PAGE);
        var scenario = scenarios.find(key);
        model.addAttribute("scenario", scenario);
        model.addAttribute("groups", groups(key, scenario.version()));
        model.addAttribute("incidents", lines(key, page));
        model.addAttribute("next", page.next());
        model.addAttribute("size", PAGE);
        model.addAttribute("all", stuck.count(key));
        model.addAttribute(
                "outside",
                failed.causes(key).stream()
                        .map(one -> new Outside(one.problem(), causes.of(one.problem()), one.count(), one.since()))
                        .toList());
        model.addAttribute("events", stuck.parkedEvents());
        return "scenarios/incidents";
    }

    private List<Group> groups(String key, @Nullable Integer version) {
        return stuck.causes(key).stream()
                .map(cause -> new Group(
                        cause.element(),
                        version == null ? cause.element() : names.name(key, version, cause.element()),
                        cause.cause(),
                        causes.of(cause.cause()),
                        cause.count(),
                        cause.since()))
                .toList();
    }

    private List<Line> lines(String key, PageOf<StuckRuns.Stuck> page) {
        return page.items().stream()
                .map(one -> new Line(
                        one.incident(),
                        Long.toString(one.enrolment()),
                        one.person(),
                        one.version() == null ? one.element() : names.name(key, one.version(), one.element()),
                        one.since(),
                        one.cause(),
                        causes.of(one.cause()),
                        one.details()))
                .toList();
    }

    @PostMapping("/scenarios/{key}/incidents/causes/{cure}")
    String cause(
            @PathVariable String key,
            @PathVariable String cure,
            @RequestParam String element,
            @RequestParam(required = false) @Nullable String cause) {
        return batch(key, curing.ofCause(key, RepairPages.cure(cure), element, cause));
    }

    @PostMapping("/scenarios/{key}/incidents/retry")
    String retryAll(@PathVariable String key) {
        stuck.retryEvents();
        return batch(key, curing.all(key, Cure.RETRY));
    }

    @PostMapping("/scenarios/{key}/incidents/starts/retry")
    String startAgain(@PathVariable String key, RedirectAttributes flash) {
        scenarios.find(key);
        flash.addFlashAttribute("flashOk", texts.of("scenarios.starts.again", failed.tryAgain(key)));
        return "redirect:/scenarios/" + key + "/incidents";
    }

    private static String batch(String key, long batch) {
        return "redirect:/scenarios/" + key + "/batches/" + batch;
    }
}
