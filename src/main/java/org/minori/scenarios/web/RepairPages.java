package org.minori.scenarios.web;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;
import org.minori.contacts.ContactCard;
import org.minori.contacts.ContactDirectory;
import org.minori.scenarios.authoring.ScenarioOutline.Node;
import org.minori.scenarios.operations.Cure;
import org.minori.scenarios.operations.Pausing;
import org.minori.scenarios.operations.Repairing;
import org.minori.scenarios.runs.Runs;
import org.minori.scenarios.runs.Runs.RunView;
import org.minori.scenarios.runs.StuckRuns;
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

/** Mending one run by hand, from its page. */
@Controller
@AllowRoles({Role.MARKETER, Role.OPERATOR})
class RepairPages {

    private final Repairing repairing;
    private final Pausing pausing;
    private final Runs runs;
    private final StuckRuns stuck;
    private final ContactDirectory contacts;
    private final RunNames names;
    private final CauseWords causes;
    private final Texts texts;

    RepairPages(
            Repairing repairing,
            Pausing pausing,
            Runs runs,
            StuckRuns stuck,
            ContactDirectory contacts,
            RunNames names,
            CauseWords causes,
            Texts texts) {
        this.repairing = repairing;
        this.pausing = pausing;
        this.runs = runs;
        this.stuck = stuck;
        this.contacts = contacts;
        this.names = names;
        this.causes = causes;
        this.texts = texts;
    }

    /** What failed in a run, in plain words where they are known. */
    record Failure(
            String step, @Nullable String cause, @Nullable String plain, String details) {}

    /** A step to choose. */
    record Place(String element, String name) {}

    /** What can be done to the run: the page of the run loads it into itself. */
    @GetMapping("/scenarios/{key}/runs/{run}/repairs")
    String repairs(@PathVariable String key, @PathVariable String run, Model model) {
        var found = find(key, run);
        model.addAttribute("run", found);
        model.addAttribute(
                "person",
                contacts.find(found.contact()).map(ContactCard::displayName).orElse("–"));
        model.addAttribute("held", pausing.ofRun(found.id()).orElse(null));
        var entered = found.version();
        boolean going = found.status() == Runs.Status.RUNNING && entered != null;
        int version = entered == null ? 0 : entered;
        model.addAttribute("skippable", going && repairing.canSkip(key, found.id(), version));
        model.addAttribute("failures", going ? failures(found, version) : List.of());
        model.addAttribute("rests", going ? places(key, version, repairing.rests(found.id())) : List.of());
        model.addAttribute(
                "targets",
                going
                        ? places(
                                key,
                                version,
                                repairing.targets(key, version).stream()
                                        .map(Node::id)
                                        .toList())
                        : List.of());
        model.addAttribute("fields", going ? contacts.fields() : List.of());
        return "scenarios/repairs :: repairs";
    }

    private List<Failure> failures(RunView run, int version) {
        return stuck.of(run.id()).stream()
                .map(one -> new Failure(
                        names.name(run.scenario(), version, one.element()),
                        one.cause(),
                        causes.of(one.cause()),
                        one.details()))
                .toList();
    }

    private List<Place> places(String key, int version, List<String> elements) {
        return elements.stream()
                .map(element -> new Place(element, names.name(key, version, element)))
                .toList();
    }

    @PostMapping("/scenarios/{key}/runs/{run}/end")
    String end(@PathVariable String key, @PathVariable String run, RedirectAttributes flash) {
        return done(key, run, flash, "operations.run.ended", enrolment -> {
            if (!repairing.end(key, enrolment)) {
                throw new InvalidInput("run", "operations.run.over");
            }
        });
    }

    @PostMapping("/scenarios/{key}/runs/{run}/retry")
    String retry(@PathVariable String key, @PathVariable String run, RedirectAttributes flash) {
        return done(key, run, flash, "operations.run.retried", enrolment -> {
            if (!repairing.retry(key, enrolment)) {
                throw new InvalidInput("run", "scenarios.incidents.gone");
            }
        });
    }

    @PostMapping("/scenarios/{key}/runs/{run}/skip")
    String skip(@PathVariable String key, @PathVariable String run, RedirectAttributes flash) {
        return done(key, run, flash, "operations.run.skipped", enrolment -> repairing.skip(key, enrolment));
    }

    @PostMapping("/scenarios/{key}/runs/{run}/move")
    String move(
            @PathVariable String key,
            @PathVariable String run,
            @RequestParam(required = false) @Nullable String from,
            @RequestParam(defaultValue = "") String to,
            RedirectAttributes flash) {
        return done(key, run, flash, "operations.run.moved", enrolment -> repairing.move(key, enrolment, from, to));
    }

    @PostMapping("/scenarios/{key}/runs/{run}/correct")
    String correct(
            @PathVariable String key,
            @PathVariable String run,
            @RequestParam(defaultValue = "") String field,
            @RequestParam(defaultValue = "") String value,
            RedirectAttributes flash) {
        return done(
                key,
                run,
                flash,
                "operations.run.corrected",
                enrolment -> repairing.correct(key, enrolment, field, value));
    }

    private interface Repair {
        void on(long enrolment);
    }

    private String done(String key, String run, RedirectAttributes flash, String well, Repair repair) {
        long enrolment = find(key, run).id();
        try {
            repair.on(enrolment);
            flash.addFlashAttribute("flashOk", texts.of(well));
        } catch (InvalidInput invalid) {
            var fault = invalid.errors().get(0);
            flash.addFlashAttribute(
                    "flashError", texts.of(fault.messageKey(), fault.arguments().toArray()));
        } catch (Conflict refused) {
            flash.addFlashAttribute("flashError", texts.of(refused.messageKey(), refused.arguments()));
        }
        return "redirect:/scenarios/" + key + "/runs/" + run;
    }

    private RunView find(String key, String run) {
        return runs.find(key, RunNotFound.number(run)).orElseThrow(() -> new RunNotFound(run));
    }

    static Cure cure(String word) {
        return Arrays.stream(Cure.values())
                .filter(cure -> cure.name().toLowerCase(Locale.ROOT).equals(word))
                .findFirst()
                .orElseThrow(() -> new InvalidInput("cure", "operations.cure"));
    }
}
