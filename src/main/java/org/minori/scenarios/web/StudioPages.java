package org.minori.scenarios.web;

import org.jspecify.annotations.Nullable;
import org.minori.scenarios.authoring.NewScenarios;
import org.minori.scenarios.authoring.ScenarioDrafts;
import org.minori.web.AllowRoles;
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

/** The page where scenarios are drawn, and how new ones begin: empty, or as a copy. */
@Controller
@AllowRoles(Role.MARKETER)
class StudioPages {

    private final ScenarioDrafts drafts;
    private final NewScenarios scenarios;
    private final Texts texts;

    StudioPages(ScenarioDrafts drafts, NewScenarios scenarios, Texts texts) {
        this.drafts = drafts;
        this.scenarios = scenarios;
        this.texts = texts;
    }

    @GetMapping("/scenarios/{key}/edit")
    String edit(@PathVariable String key, Model model) {
        model.addAttribute("scenario", drafts.find(key));
        return "scenarios/studio";
    }

    @PostMapping("/scenarios/draw")
    String draw(@RequestParam(required = false) @Nullable String name, RedirectAttributes flash) {
        try {
            return "redirect:/scenarios/" + scenarios.empty(name == null ? "" : name) + "/edit";
        } catch (InvalidInput invalid) {
            return refused(invalid, flash, "/scenarios");
        }
    }

    @PostMapping("/scenarios/{key}/copy")
    String copy(
            @PathVariable String key, @RequestParam(required = false) @Nullable String name, RedirectAttributes flash) {
        try {
            return "redirect:/scenarios/" + scenarios.copy(key, name == null ? "" : name) + "/edit";
        } catch (InvalidInput invalid) {
            return refused(invalid, flash, "/scenarios/" + key);
        }
    }

    private String refused(InvalidInput invalid, RedirectAttributes flash, String page) {
        var fault = invalid.errors().get(0);
        flash.addFlashAttribute(
                "flashError", texts.of(fault.messageKey(), fault.arguments().toArray()));
        return "redirect:" + page;
    }
}
