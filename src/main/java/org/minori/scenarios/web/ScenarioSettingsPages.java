package org.minori.scenarios.web;

import java.text.Normalizer;
import java.time.LocalTime;
import java.time.format.DateTimeParseException;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.minori.delivery.QuietHours;
import org.minori.scenarios.authoring.ScenarioOwnership;
import org.minori.scenarios.authoring.ScenarioSettings;
import org.minori.scenarios.authoring.SettingsOfScenarios;
import org.minori.web.AllowRoles;
import org.minori.web.InvalidInput;
import org.minori.web.Role;
import org.minori.web.Texts;
import org.springframework.stereotype.Controller;
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
    String save(
            @PathVariable String key,
            @RequestParam(defaultValue = "") List<String> exits,
            @RequestParam(defaultValue = "") List<String> suppressed,
            @RequestParam(defaultValue = "") String lateHours,
            @RequestParam(defaultValue = "") String quietFrom,
            @RequestParam(defaultValue = "") String quietTo,
            @RequestParam(defaultValue = "") String calendar,
            @RequestParam(defaultValue = "") String mailsAWeek,
            RedirectAttributes flash) {
        return saved(
                key,
                flash,
                () -> settings.save(
                        key,
                        new ScenarioSettings(
                                Set.copyOf(exits),
                                Set.copyOf(suppressed),
                                whole(lateHours),
                                quiet(quietFrom.strip(), quietTo.strip()),
                                calendar.isBlank() ? null : calendar,
                                whole(mailsAWeek))));
    }

    @PostMapping("/scenarios/{key}/ownership")
    String own(
            @PathVariable String key,
            @RequestParam(defaultValue = "") String owner,
            @RequestParam(defaultValue = "") String campaign,
            RedirectAttributes flash) {
        return saved(key, flash, () -> ownership.set(key, owner, campaign));
    }

    private String saved(String key, RedirectAttributes flash, Runnable save) {
        try {
            save.run();
            flash.addFlashAttribute("flashOk", texts.of("authoring.settings.saved"));
        } catch (InvalidInput invalid) {
            var error = invalid.errors().get(0);
            flash.addFlashAttribute(
                    "flashError", texts.of(error.messageKey(), error.arguments().toArray()));
        }
        // Without a place on the page: what came of it is said at its top.
        return "redirect:/scenarios/" + key;
    }

    private static @Nullable QuietHours quiet(String from, String to) {
        if (from.isEmpty() && to.isEmpty()) {
            return null;
        }
        try {
            var quiet = new QuietHours(LocalTime.parse(from), LocalTime.parse(to));
            if (!quiet.from().equals(quiet.to())) {
                return quiet;
            }
        } catch (DateTimeParseException notATime) {
            // Told as the rest is.
        }
        throw new InvalidInput("quietFrom", "authoring.settings.quiet.invalid");
    }

    private static @Nullable Integer whole(String typed) {
        // Whoever writes Japanese may type the wide digits.
        var text = Normalizer.normalize(typed, Normalizer.Form.NFKC).strip();
        if (text.isEmpty()) {
            return null;
        }
        return text.matches("\\d{1,6}") ? Integer.parseInt(text) : 0;
    }
}
