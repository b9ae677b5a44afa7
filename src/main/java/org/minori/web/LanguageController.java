package org.minori.web;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.util.Locale;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.servlet.LocaleResolver;

/** Remembers the language that somebody picked, signed in or not. */
@Controller
@AllowAnyone
class LanguageController {

    private final LocaleResolver languages;

    LanguageController(LocaleResolver languages) {
        this.languages = languages;
    }

    @PostMapping("/language")
    String pick(
            @RequestParam String language,
            @RequestParam(defaultValue = "/") String from,
            HttpServletRequest request,
            HttpServletResponse response) {
        var picked = language.equals("en") ? Locale.ENGLISH : Locale.JAPANESE;
        languages.setLocale(request, response, picked);
        return "redirect:" + OwnPath.of(from).orElse("/");
    }
}
