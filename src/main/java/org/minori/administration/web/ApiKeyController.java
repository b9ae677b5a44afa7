package org.minori.administration.web;

import jakarta.servlet.http.HttpServletResponse;
import java.time.Clock;
import java.time.Instant;
import java.time.LocalDate;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.minori.administration.ApiKeys;
import org.minori.web.AllowRoles;
import org.minori.web.InvalidInput;
import org.minori.web.Role;
import org.minori.web.Scopes;
import org.springframework.context.i18n.LocaleContextHolder;
import org.springframework.format.annotation.DateTimeFormat;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.servlet.mvc.support.RedirectAttributes;

/** The keys of other systems: made, shown once, revoked. */
@Controller
@AllowRoles(Role.ADMIN)
class ApiKeyController {

    private final ApiKeys keys;
    private final Words words;
    private final Clock clock;

    ApiKeyController(ApiKeys keys, Words words, Clock clock) {
        this.keys = keys;
        this.words = words;
        this.clock = clock;
    }

    @GetMapping("/settings/api-keys")
    String list(Model model) {
        model.addAttribute("keys", keys.all());
        model.addAttribute("now", clock.instant());
        model.addAttribute("allScopes", Scopes.ALL);
        return "administration/api-keys";
    }

    /** The key is written into this answer and kept nowhere. */
    @PostMapping("/settings/api-keys")
    String make(
            @RequestParam String name,
            @RequestParam(required = false) @Nullable Set<String> scopes,
            @RequestParam(required = false) @DateTimeFormat(iso = DateTimeFormat.ISO.DATE) @Nullable
                    LocalDate expiresAt,
            Model model,
            HttpServletResponse response) {
        try {
            model.addAttribute("made", keys.make(name, scopes == null ? Set.of() : scopes, endOf(expiresAt)));
        } catch (InvalidInput invalid) {
            response.setStatus(422);
            model.addAttribute("errors", words.errors(invalid));
            model.addAttribute("name", name);
            model.addAttribute("chosen", scopes);
            model.addAttribute("expiresAt", expiresAt);
        }
        return list(model);
    }

    @PostMapping("/settings/api-keys/{id}/revoke")
    String revoke(@PathVariable long id, RedirectAttributes flash) {
        keys.revoke(id);
        flash.addFlashAttribute("flashOk", words.of("administration.keys.revoked"));
        return "redirect:/settings/api-keys";
    }

    private static @Nullable Instant endOf(@Nullable LocalDate day) {
        return day == null
                ? null
                : day.plusDays(1)
                        .atStartOfDay(LocaleContextHolder.getTimeZone().toZoneId())
                        .toInstant();
    }
}
