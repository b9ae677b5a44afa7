package org.minori.administration.web;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.util.Locale;
import org.minori.administration.User;
import org.minori.administration.UserAccounts;
import org.minori.administration.UserAdministration;
import org.minori.administration.UserId;
import org.minori.administration.UserNotFound;
import org.minori.administration.UserSessions;
import org.minori.web.AllowRoles;
import org.minori.web.InvalidInput;
import org.minori.web.Role;
import org.minori.web.ZoneNames;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.servlet.LocaleResolver;
import org.springframework.web.servlet.mvc.support.RedirectAttributes;

/** What every user may change about themselves: name, language, time zone, password, and where they are signed in. */
@Controller
@AllowRoles({Role.MARKETER, Role.OPERATOR, Role.SALES})
class ProfileController {

    private static final String PAGE = "redirect:/settings/profile";

    private final UserAccounts accounts;
    private final UserAdministration users;
    private final UserSessions sessions;
    private final LocaleResolver languages;
    private final Words words;
    private final ZoneNames zones;

    ProfileController(
            UserAccounts accounts,
            UserAdministration users,
            UserSessions sessions,
            LocaleResolver languages,
            Words words,
            ZoneNames zones) {
        this.accounts = accounts;
        this.users = users;
        this.sessions = sessions;
        this.languages = languages;
        this.words = words;
        this.zones = zones;
    }

    @GetMapping("/settings/profile")
    String profile(Model model) {
        var me = me();
        model.addAttribute("user", me);
        model.addAttribute("sessions", sessions.of(me.id()));
        model.addAttribute("zones", zones.choices());
        model.addAttribute("currentSession", sessions.current());
        return "administration/profile";
    }

    @PostMapping("/settings/profile")
    String change(
            @RequestParam String name,
            @RequestParam String language,
            @RequestParam(defaultValue = "") String timeZone,
            Model model,
            RedirectAttributes flash,
            HttpServletRequest request,
            HttpServletResponse response) {
        var locale = language.equals("en") ? Locale.ENGLISH : Locale.JAPANESE;
        try {
            users.changeProfile(
                    me().id(), name, locale, ZoneNames.chosen(timeZone).orElse(null));
        } catch (InvalidInput invalid) {
            return again(invalid, model, response);
        }
        languages.setLocale(request, response, locale);
        flash.addFlashAttribute("flashOk", words.in(locale, "administration.profile.saved"));
        return PAGE;
    }

    /** Signs out everywhere, here too: whoever knows the new password signs in with it. */
    @PostMapping("/settings/profile/password")
    String changePassword(
            @RequestParam String oldPassword,
            @RequestParam String password,
            Model model,
            RedirectAttributes flash,
            HttpServletResponse response) {
        try {
            users.changePassword(me().id(), oldPassword, password);
        } catch (InvalidInput invalid) {
            return again(invalid, model, response);
        }
        flash.addFlashAttribute("flashOk", words.of("administration.password.chosen"));
        return "redirect:/login";
    }

    @PostMapping("/settings/profile/sessions/{id}/end")
    String end(@PathVariable long id) {
        sessions.end(me().id(), id);
        return PAGE;
    }

    @PostMapping("/settings/profile/sessions/end-others")
    String endOthers(RedirectAttributes flash) {
        sessions.endOthers(me().id(), sessions.current());
        flash.addFlashAttribute("flashOk", words.of("administration.sessions.ended"));
        return PAGE;
    }

    private String again(InvalidInput invalid, Model model, HttpServletResponse response) {
        response.setStatus(422);
        model.addAttribute("errors", words.errors(invalid));
        return profile(model);
    }

    private User me() {
        return accounts.current().orElseThrow(() -> new UserNotFound(new UserId(0)));
    }
}
