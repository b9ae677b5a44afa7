package org.minori.scenarios.web;

import java.util.List;
import java.util.Locale;
import org.minori.scenarios.authoring.DrawingPart;
import org.minori.scenarios.authoring.StepCatalogue;
import org.minori.scenarios.authoring.StepKind;
import org.minori.web.AllowRoles;
import org.minori.web.Role;
import org.springframework.context.MessageSource;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.ResponseBody;

/** The step catalogue for the diagram viewer and for people. */
@Controller
@AllowRoles({Role.MARKETER, Role.OPERATOR, Role.SALES})
class StepCatalogueController {

    private final StepCatalogue catalogue;
    private final MessageSource messages;
    private final SettingWords words;

    StepCatalogueController(StepCatalogue catalogue, MessageSource messages, SettingWords words) {
        this.catalogue = catalogue;
        this.messages = messages;
        this.words = words;
    }

    record StepJson(
            String kind, String nameJa, String nameEn, String group, String colour, String icon, String element) {}

    record StepsJson(List<StepJson> steps) {}

    @GetMapping("/scenarios/steps.json")
    @ResponseBody
    StepsJson steps() {
        return new StepsJson(catalogue.all().stream().map(this::json).toList());
    }

    @GetMapping("/scenarios/steps")
    String help(Model model) {
        model.addAttribute("groups", StepKind.Group.values());
        model.addAttribute("steps", catalogue.all());
        model.addAttribute("words", words);
        model.addAttribute("parts", DrawingPart.values());
        model.addAttribute("results", StudioCatalogueController.RESULTS);
        return "scenarios/steps";
    }

    private StepJson json(StepKind kind) {
        return new StepJson(
                kind.key(),
                messages.getMessage(kind.nameKey(), null, Locale.JAPANESE),
                messages.getMessage(kind.nameKey(), null, Locale.ENGLISH),
                kind.group().name().toLowerCase(Locale.ROOT),
                kind.group().colour(),
                kind.icon(),
                kind.element());
    }
}
