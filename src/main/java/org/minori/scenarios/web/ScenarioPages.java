package org.minori.scenarios.web;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.minori.calendar.BusinessCalendars;
import org.minori.campaigns.Campaigns;
import org.minori.scenarios.authoring.PublishedScenario.Reentry;
import org.minori.scenarios.authoring.ScenarioCompiler.Compilation;
import org.minori.scenarios.authoring.ScenarioDrafts;
import org.minori.scenarios.authoring.ScenarioFigures;
import org.minori.scenarios.authoring.ScenarioOutline.Node;
import org.minori.scenarios.authoring.ScenarioOwnership;
import org.minori.scenarios.authoring.ScenarioRemoval;
import org.minori.scenarios.authoring.ScenarioView;
import org.minori.scenarios.authoring.SettingsOfScenarios;
import org.minori.segments.Segments;
import org.minori.web.AllowRoles;
import org.minori.web.InvalidInput;
import org.minori.web.Role;
import org.minori.web.Texts;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.http.ContentDisposition;
import org.springframework.http.HttpHeaders;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.servlet.mvc.support.RedirectAttributes;

/** The list of scenarios, the page of one, and its drawings as files. */
@Controller
@AllowRoles({Role.MARKETER, Role.OPERATOR})
class ScenarioPages {

    private final ScenarioDrafts drafts;
    private final ScenarioRemoval removal;
    private final ObjectProvider<ScenarioFigures> figures;
    private final SettingsOfScenarios settings;
    private final Segments segments;
    private final BusinessCalendars calendars;
    private final ScenarioOwnership ownership;
    private final Campaigns campaigns;
    private final Texts texts;
    private final ObjectMapper json;

    ScenarioPages(
            ScenarioDrafts drafts,
            ScenarioRemoval removal,
            ObjectProvider<ScenarioFigures> figures,
            SettingsOfScenarios settings,
            Segments segments,
            BusinessCalendars calendars,
            ScenarioOwnership ownership,
            Campaigns campaigns,
            Texts texts,
            ObjectMapper json) {
        this.drafts = drafts;
        this.removal = removal;
        this.json = json;
        this.figures = figures;
        this.settings = settings;
        this.segments = segments;
        this.calendars = calendars;
        this.ownership = ownership;
        this.campaigns = campaigns;
        this.texts = texts;
    }

    @GetMapping("/scenarios")
    String list(@RequestParam(required = false) @Nullable String q, Model model) {
        var wanted = q == null ? "" : q.strip().toLowerCase(Locale.ROOT);
        var found = drafts.all().stream()
                .filter(scenario -> scenario.name().toLowerCase(Locale.ROOT).contains(wanted)
                        || scenario.key().contains(wanted))
                .toList();
        var source = figures.getIfAvailable();
        var keys = found.stream().map(ScenarioView::key).toList();
        model.addAttribute("q", q);
        model.addAttribute("scenarios", found);
        model.addAttribute("owners", ownership.owners());
        model.addAttribute("figures", source == null ? Map.of() : source.of(keys));
        return "scenarios/list";
    }

    @GetMapping("/scenarios/{key}")
    String page(@PathVariable String key, @RequestParam(required = false) @Nullable String shown, Model model) {
        var scenario = drafts.find(key);
        var compilation = drafts.compiled(key);
        var problems = ProblemLine.of(compilation, texts);
        boolean draft = scenario.version() == null || "draft".equals(shown);
        model.addAttribute("scenario", scenario);
        model.addAttribute("showsDraft", draft);
        model.addAttribute(
                "faults", problems.stream().filter(ProblemLine::isError).toList());
        model.addAttribute(
                "notes", problems.stream().filter(line -> !line.isError()).toList());
        model.addAttribute("removable", removal.isPossible(key));
        model.addAttribute("problemsJson", json(ProblemLine.json(compilation.problems(), texts)));
        model.addAttribute(
                "errors", problems.stream().filter(ProblemLine::isError).count());
        model.addAttribute("triable", compilation.scenario().isPresent());
        model.addAttribute("running", running(scenario));
        model.addAttribute("steps", milestones(scenario));
        model.addAttribute("versions", drafts.versions(key));
        model.addAttribute("reentries", Reentry.values());
        if (!model.containsAttribute("rules")) {
            model.addAttribute("rules", RulesForm.of(settings.of(key)));
        }
        model.addAttribute("segments", segments.all());
        model.addAttribute("calendars", calendars.all());
        model.addAttribute("goals", goals(compilation));
        model.addAttribute("ownership", ownership.of(key));
        model.addAttribute("owners", ownership.candidates());
        model.addAttribute("campaigns", campaigns.all());
        return "scenarios/scenario";
    }

    private List<Node> milestones(ScenarioView scenario) {
        return scenario.version() == null
                ? List.of()
                : drafts.outline(scenario.key(), scenario.version()).milestones();
    }

    private long running(ScenarioView scenario) {
        var source = figures.getIfAvailable();
        var found = source == null ? null : source.of(List.of(scenario.key())).get(scenario.key());
        return found == null ? 0 : found.running();
    }

    /** What the starts of its goals are called, as drawn. */
    private static List<String> goals(Compilation compilation) {
        return compilation
                .scenario()
                .map(scenario -> scenario.goalEvents().stream()
                        .map(id -> compilation.names().getOrDefault(id, ""))
                        .filter(name -> !name.isBlank())
                        .toList())
                .orElse(List.of());
    }

    @AllowRoles({Role.MARKETER})
    @PostMapping("/scenarios/{key}/remove")
    String remove(@PathVariable String key, RedirectAttributes flash) {
        var name = drafts.find(key).name();
        if (removal.remove(key)) {
            flash.addFlashAttribute("flashOk", texts.of("authoring.remove.done", name));
            return "redirect:/scenarios";
        }
        flash.addFlashAttribute("flashError", texts.of("authoring.remove.refused"));
        return "redirect:/scenarios/" + key;
    }

    @AllowRoles({Role.MARKETER})
    @PostMapping("/scenarios/{key}/settings")
    String settings(
            @PathVariable String key,
            @RequestParam Reentry reentry,
            @RequestParam(required = false) @Nullable String days,
            RedirectAttributes flash) {
        try {
            drafts.setReentry(key, reentry, whole(days));
            flash.addFlashAttribute("flashOk", texts.of("authoring.settings.saved"));
        } catch (InvalidInput invalid) {
            flash.addFlashAttribute(
                    "daysError", texts.of(invalid.errors().get(0).messageKey()));
            flash.addFlashAttribute("reentryTyped", reentry);
            flash.addFlashAttribute("daysTyped", days);
            return "redirect:/scenarios/" + key + "#settings";
        }
        return "redirect:/scenarios/" + key;
    }

    /** The drawing for the viewer and for download: XML of others, which a browser must neither show nor run as a page. */
    @AllowRoles({Role.MARKETER, Role.OPERATOR, Role.SALES})
    @GetMapping("/scenarios/{key}/drawing")
    ResponseEntity<byte[]> drawing(
            @PathVariable String key, @RequestParam(required = false) @Nullable Integer version) {
        var drawing = version == null ? drafts.drawing(key) : drafts.drawing(key, version);
        var name = version == null ? key + ".bpmn" : key + "-v" + version + ".bpmn";
        return ResponseEntity.ok()
                .contentType(MediaType.APPLICATION_XML)
                .header(
                        HttpHeaders.CONTENT_DISPOSITION,
                        ContentDisposition.attachment().filename(name).build().toString())
                .header("Content-Security-Policy", "default-src 'none'; sandbox")
                .header("X-Content-Type-Options", "nosniff")
                .header(HttpHeaders.CACHE_CONTROL, "no-store")
                .body(drawing);
    }

    private String json(Object value) {
        try {
            return json.writeValueAsString(value);
        } catch (JsonProcessingException impossible) {
            throw new IllegalStateException(impossible);
        }
    }

    private static int whole(@Nullable String days) {
        return days != null && days.strip().matches("\\d{1,6}") ? Integer.parseInt(days.strip()) : 0;
    }
}
