package org.minori.scenarios.web;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.minori.content.ContentLibrary;
import org.minori.scenarios.authoring.ScenarioDrafts;
import org.minori.scenarios.simulation.Simulation;
import org.minori.scenarios.simulation.Simulations;
import org.minori.scenarios.simulation.TooManySimulations;
import org.minori.segments.Segments;
import org.minori.web.AllowRoles;
import org.minori.web.InvalidInput;
import org.minori.web.InvalidInput.FieldError;
import org.minori.web.Role;
import org.minori.web.Texts;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.ModelAttribute;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.ResponseBody;
import org.springframework.web.servlet.ModelAndView;
import org.springframework.web.servlet.mvc.support.RedirectAttributes;

/** Trying a draft: the question, how far it is, and what came of it. */
@Controller
@AllowRoles({Role.MARKETER})
class SimulationPages {

    /** The fields that are always seen. */
    private static final Set<String> AT_THE_TOP =
            Set.of("segment", "contacts", "days", "open", "click", "mails", "seed");

    private final ScenarioDrafts scenarios;
    private final Simulations simulations;
    private final Segments segments;
    private final ContentLibrary content;
    private final Texts texts;

    SimulationPages(
            ScenarioDrafts scenarios, Simulations simulations, Segments segments, ContentLibrary content, Texts texts) {
        this.scenarios = scenarios;
        this.simulations = simulations;
        this.segments = segments;
        this.content = content;
        this.texts = texts;
    }

    record Counts(Map<String, Long> ended, List<SimulationApi.ElementJson> elements) {}

    @GetMapping("/scenarios/{key}/simulate")
    String form(@PathVariable String key, Model model) {
        return form(key, SimulationForm.usual(), Map.of(), model);
    }

    private String form(String key, SimulationForm form, Map<String, String> errors, Model model) {
        model.addAttribute("scenario", scenarios.find(key));
        model.addAttribute("segments", segments.all());
        model.addAttribute("emails", content.emails());
        model.addAttribute("form", form);
        model.addAttribute("errors", errors);
        model.addAttribute("unfolded", !AT_THE_TOP.containsAll(errors.keySet()));
        return "scenarios/simulate";
    }

    @PostMapping("/scenarios/{key}/simulate")
    ModelAndView ask(@PathVariable String key, @ModelAttribute SimulationForm form, Model model) {
        var filled = new FilledSimulation(form);
        var question = filled.question();
        filled.note(simulations.faults(question));
        if (!filled.faults().isEmpty()) {
            return again(key, form, filled.faults(), texts.of("simulation.notAsked"), model);
        }
        try {
            return new ModelAndView("redirect:/scenarios/" + key + "/simulations/" + simulations.ask(key, question));
        } catch (InvalidInput invalid) {
            return again(key, form, Map.of(), text(invalid.errors().get(0)), model);
        } catch (TooManySimulations full) {
            return again(key, form, Map.of(), texts.of(full.messageKey(), full.arguments()), model);
        }
    }

    /** The form as it was filled in, with what is wrong at each field. */
    private ModelAndView again(
            String key, SimulationForm form, Map<String, FieldError> faults, String said, Model model) {
        var errors = new LinkedHashMap<String, String>();
        faults.forEach((field, fault) -> errors.put(field, text(fault)));
        model.addAttribute("flashError", said);
        return new ModelAndView(form(key, form, errors, model), model.asMap(), HttpStatus.UNPROCESSABLE_ENTITY);
    }

    private String text(FieldError fault) {
        return texts.of(fault.messageKey(), fault.arguments().toArray());
    }

    @PostMapping("/scenarios/{key}/simulations/{id}/cancel")
    String cancel(@PathVariable String key, @PathVariable String id, RedirectAttributes flash) {
        if (!simulations.cancel(simulations.get(key, id))) {
            flash.addFlashAttribute("flashError", texts.of("simulation.cancel.late"));
        }
        return "redirect:/scenarios/" + key + "/simulations/" + id;
    }

    @GetMapping("/scenarios/{key}/simulations/{id}")
    String page(@PathVariable String key, @PathVariable String id, Model model) {
        var simulation = simulations.get(key, id);
        var result = simulation.result();
        model.addAttribute("scenario", scenarios.find(key));
        model.addAttribute("simulation", simulation);
        model.addAttribute("ahead", simulations.ahead(simulation));
        model.addAttribute("result", result);
        if (result != null) {
            model.addAttribute("mostAWeek", Math.max(1, most(result.handoversPerWeek())));
            model.addAttribute("mostADay", Math.max(1, most(result.mailsPerDay())));
        }
        return "scenarios/simulation";
    }

    /** How far it is; the page is loaded anew when it is through. */
    @GetMapping("/scenarios/{key}/simulations/{id}/progress")
    String progress(@PathVariable String key, @PathVariable String id, Model model) {
        var simulation = simulations.get(key, id);
        model.addAttribute("scenario", scenarios.find(key));
        model.addAttribute("simulation", simulation);
        model.addAttribute("ahead", simulations.ahead(simulation));
        return "scenarios/simulation :: progress";
    }

    @GetMapping("/scenarios/{key}/simulations/{id}/counts.json")
    @ResponseBody
    Counts counts(@PathVariable String key, @PathVariable String id) {
        var result = simulations.get(key, id).result();
        return result == null
                ? new Counts(Map.of(), List.of())
                : new Counts(result.ended(), SimulationApi.elements(result));
    }

    /** The drawing as it was simulated: XML of others, which a browser must neither show nor run as a page. */
    @GetMapping("/scenarios/{key}/simulations/{id}/drawing")
    ResponseEntity<byte[]> drawing(@PathVariable String key, @PathVariable String id) {
        Simulation simulation = simulations.get(key, id);
        return ResponseEntity.ok()
                .contentType(MediaType.APPLICATION_XML)
                .header(HttpHeaders.CONTENT_DISPOSITION, "attachment")
                .header("Content-Security-Policy", "default-src 'none'; sandbox")
                .header("X-Content-Type-Options", "nosniff")
                .body(simulations.drawing(simulation));
    }

    private static int most(List<Integer> numbers) {
        return numbers.stream().mapToInt(Integer::intValue).max().orElse(0);
    }
}
