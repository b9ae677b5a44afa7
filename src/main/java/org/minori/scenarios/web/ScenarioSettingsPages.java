package org.minori.scenarios.web;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.minori.scenarios.authoring.ScenarioOwnership;
import org.minori.scenarios.authoring.SettingsOfScenarios;
import org.minori.web.AllowRoles;
import org.minori.web.InvalidInput;
import org.minori.web.InvalidInput.FieldError;
import org.minori.web.Role;
import org.minori.web.Texts;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.ModelAttribute;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.servlet.mvc.support.RedirectAttributes;

/** Takes what holds for all runs of a scenario from the form on its page. */
@Controller
@AllowRoles(Role.MARKETER)
class ScenarioSettingsPages {

    private final SettingsOfScenarios settings;
    private final ScenarioOwnership ownership;
    private final Texts texts;

    ScenarioSettingsPages(SettingsOfScenarios settings, ScenarioOwnership ownership, Texts texts) {
        this.settings = settings;
        this.ownership = ownership;
        this.texts = texts;
    }

    @PostMapping("/scenarios/{key}/rules")
    String save(@PathVariable String key, @ModelAttribute RulesForm rules, RedirectAttributes flash) {
        var faults = new ArrayList<>(rules.faults());
        faults.addAll(settings.faults(rules.settings()));
        if (!faults.isEmpty()) {
            flash.addFlashAttribute("rules", rules);
            flash.addFlashAttribute("rulesErrors", errors(faults));
            flash.addFlashAttribute("flashError", texts.of("authoring.settings.notSaved"));
            return "redirect:/scenarios/" + key + "#rules";
        }
        settings.save(key, rules.settings());
        return saved(key, flash);
    }

    @PostMapping("/scenarios/{key}/ownership")
    String own(
            @PathVariable String key,
            @RequestParam(defaultValue = "") String owner,
            @RequestParam(defaultValue = "") String campaign,
            RedirectAttributes flash) {
        try {
            ownership.set(key, owner, campaign);
        } catch (InvalidInput invalid) {
            flash.addFlashAttribute("campaignTyped", campaign);
            flash.addFlashAttribute("ownershipErrors", errors(invalid.errors()));
            flash.addFlashAttribute("flashError", texts.of("authoring.settings.notSaved"));
            return "redirect:/scenarios/" + key + "#ownership";
        }
        return saved(key, flash);
    }

    /** Without a place on the page: that it was done is said at its top. */
    private String saved(String key, RedirectAttributes flash) {
        flash.addFlashAttribute("flashOk", texts.of("authoring.settings.saved"));
        return "redirect:/scenarios/" + key;
    }

    private Map<String, String> errors(List<FieldError> faults) {
        var errors = new LinkedHashMap<String, String>();
        faults.forEach(fault -> errors.putIfAbsent(
                fault.field(), texts.of(fault.messageKey(), fault.arguments().toArray())));
        return errors;
    }
}
