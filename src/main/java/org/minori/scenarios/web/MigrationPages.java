package org.minori.scenarios.web;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import org.minori.scenarios.authoring.ScenarioDrafts;
import org.minori.scenarios.operations.Migrating;
import org.minori.scenarios.operations.Migrating.Move;
import org.minori.scenarios.runs.RunCounts;
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

/** Moving those who are on their way to another version: both drawings, who rests where, what takes over, and the button. */
@Controller
@AllowRoles({Role.MARKETER, Role.OPERATOR})
class MigrationPages {

    private final ScenarioDrafts scenarios;
    private final Migrating migrating;
    private final RunCounts counts;
    private final ChangeMarks changes;
    private final ObjectMapper json;
    private final Texts texts;

    MigrationPages(
            ScenarioDrafts scenarios,
            Migrating migrating,
            RunCounts counts,
            ChangeMarks changes,
            ObjectMapper json,
            Texts texts) {
        this.scenarios = scenarios;
        this.migrating = migrating;
        this.counts = counts;
        this.changes = changes;
        this.json = json;
        this.texts = texts;
    }

    /** What the form says; empty fields say nothing. */
    record Form(
            @Nullable Integer from,
            @Nullable Integer to,
            @Nullable String before,
            @Nullable List<String> step,
            @Nullable List<String> next) {

        private Map<String, String> mapping() {
            var mapping = new LinkedHashMap<String, String>();
            var steps = step == null ? List.<String>of() : step;
            var nexts = next == null ? List.<String>of() : next;
            for (int i = 0; i < Math.min(steps.size(), nexts.size()); i++) {
                mapping.put(steps.get(i), nexts.get(i));
            }
            return mapping;
        }

        private Move move(String key, int fromVersion, int toVersion) {
            return new Move(key, fromVersion, toVersion, mapping(), before == null || before.isEmpty() ? null : before);
        }
    }

    @GetMapping("/scenarios/{key}/migration")
    String page(@PathVariable String key, Form form, @RequestParam(defaultValue = "false") boolean part, Model model) {
        var scenario = scenarios.find(key);
        var versions = scenarios.versions(key);
        var running = counts.runningByVersion(key);
        int now = scenario.version() == null ? 0 : scenario.version();
        int to = form.to() == null ? now : form.to();
        int from = form.from() == null ? mostRunning(running, to) : form.from();
        model.addAttribute("scenario", scenario);
        model.addAttribute("versions", versions);
        model.addAttribute("running", running);
        model.addAttribute("from", from);
        model.addAttribute("to", to);
        if (from == 0 || from == to) {
            return "scenarios/migration";
        }
        model.addAttribute("before", form.before());
        var old = scenarios.outline(key, from);
        model.addAttribute("steps", old.milestones());
        var preview = preview(form.move(key, from, to), model);
        model.addAttribute("preview", preview);
        model.addAttribute("after", after(counts.of(key, to), preview));
        model.addAttribute("marks", changes.between(old, scenarios.outline(key, to)));
        return part ? "scenarios/migration :: mapping" : "scenarios/migration";
    }

    private Migrating.Preview preview(Move move, Model model) {
        try {
            return migrating.preview(move);
        } catch (InvalidInput invalid) {
            model.addAttribute("error", said(invalid));
            return migrating.preview(new Move(move.scenario(), move.from(), move.to(), Map.of(), null));
        }
    }

    /** How many would wait at a step of the new version: those who are there and those who come. */
    record Foretold(String id, long waiting) {}

    private String after(RunCounts.Counts now, Migrating.Preview preview) {
        var waiting = new TreeMap<>(preview.arriving());
        now.elements().forEach(element -> waiting.merge(element.id(), element.waiting(), Long::sum));
        var foretold = waiting.entrySet().stream()
                .filter(one -> one.getValue() > 0)
                .map(one -> new Foretold(one.getKey(), one.getValue()))
                .toList();
        try {
            return json.writeValueAsString(foretold);
        } catch (JsonProcessingException impossible) {
            throw new IllegalStateException(impossible);
        }
    }

    /** The other version that most contacts are in; 0 when there is none. */
    private static int mostRunning(Map<Integer, Long> running, int to) {
        return running.entrySet().stream()
                .filter(one -> one.getKey() != to)
                .max(Map.Entry.comparingByValue())
                .map(Map.Entry::getKey)
                .orElse(0);
    }

    @PostMapping("/scenarios/{key}/migration")
    String start(@PathVariable String key, Form form, RedirectAttributes flash) {
        int from = form.from() == null ? 0 : form.from();
        int to = form.to() == null ? 0 : form.to();
        try {
            long batch = migrating.start(form.move(key, from, to));
            return "redirect:/scenarios/" + key + "/batches/" + batch;
        } catch (InvalidInput invalid) {
            flash.addFlashAttribute("flashError", said(invalid));
        } catch (Conflict refused) {
            flash.addFlashAttribute("flashError", texts.of(refused.messageKey(), refused.arguments()));
        }
        return "redirect:/scenarios/" + key + "/migration?from=" + from + "&to=" + to;
    }

    private String said(InvalidInput invalid) {
        var fault = invalid.errors().get(0);
        return texts.of(fault.messageKey(), fault.arguments().toArray());
    }
}
