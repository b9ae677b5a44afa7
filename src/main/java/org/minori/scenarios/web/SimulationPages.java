package org.minori.scenarios.web;

import java.util.List;
import java.util.Map;
import org.minori.content.ContentLibrary;
import org.minori.scenarios.authoring.ScenarioDrafts;
import org.minori.scenarios.simulation.Conduct;
import org.minori.scenarios.simulation.Simulation;
import org.minori.scenarios.simulation.Simulations;
import org.minori.scenarios.simulation.TooManySimulations;
import org.minori.segments.Segments;
import org.minori.web.AllowRoles;
import org.minori.web.InvalidInput;
import org.minori.web.Role;
import org.minori.web.Texts;
import org.springframework.http.HttpHeaders;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.ModelAttribute;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.ResponseBody;
import org.springframework.web.servlet.mvc.support.RedirectAttributes;

/** Trying a draft: the question, how far it is, and what came of it. */
@Controller
@AllowRoles({Role.MARKETER})
class SimulationPages {

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
        model.addAttribute("scenario", scenarios.find(key));
        model.addAttribute("segments", segments.all());
        model.addAttribute("emails", content.emails());
        model.addAttribute("usual", Conduct.USUAL);
        return "scenarios/simulate";
    }

    @PostMapping("/scenarios/{key}/simulate")
    String ask(@PathVariable String key, @ModelAttribute SimulationForm form, RedirectAttributes flash) {
        try {
            long id = simulations.ask(key, form.question());
            return "redirect:/scenarios/" + key + "/simulations/" + id;
        } catch (InvalidInput invalid) {
            var error = invalid.errors().get(0);
            flash.addFlashAttribute(
                    "flashError", texts.of(error.messageKey(), error.arguments().toArray()));
            return "redirect:/scenarios/" + key + "/simulate";
        } catch (TooManySimulations full) {
            flash.addFlashAttribute("flashError", texts.of(full.messageKey(), full.arguments()));
            return "redirect:/scenarios/" + key + "/simulate";
        }
    }

    @GetMapping("/scenarios/{key}/simulations/{id}")
    String page(@PathVariable String key, @PathVariable String id, Model model) {
        var simulation = simulations.get(key, id);
        var result = simulation.result();
        model.addAttribute("scenario", scenarios.find(key));
        model.addAttribute("simulation", simulation);
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
