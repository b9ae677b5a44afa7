package org.minori.administration.web;

import jakarta.servlet.http.HttpServletResponse;
import java.util.Locale;
import java.util.Objects;
import java.util.Set;
import org.minori.administration.UserAccounts;
import org.minori.administration.UserAdministration;
import org.minori.administration.UserId;
import org.minori.administration.UserNotFound;
import org.minori.web.AllowRoles;
import org.minori.web.InvalidInput;
import org.minori.web.Role;
import org.springframework.context.i18n.LocaleContextHolder;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.servlet.mvc.support.RedirectAttributes;

/** Users: who they are, what they may do, and the link by which they choose a password. */
@Controller
@AllowRoles(Role.ADMIN)
class UserController {

    private final UserAccounts accounts;
    private final UserAdministration users;
    private final Words words;

    UserController(UserAccounts accounts, UserAdministration users, Words words) {
        this.accounts = accounts;
        this.users = users;
        this.words = words;
    }

    /** What the form of a new user sends. */
    record NewUser(String email, String name, Set<Role> roles) {

        /** A field that did not come is an empty one. */
        NewUser {
            email = Objects.requireNonNullElse(email, "");
            name = Objects.requireNonNullElse(name, "");
            roles = Objects.requireNonNullElse(roles, Set.of());
        }
    }

    @GetMapping("/settings/users")
    String list(Model model) {
        model.addAttribute("users", accounts.all());
        return "administration/users";
    }

    @GetMapping("/settings/users/new")
    String form(Model model) {
        model.addAttribute("user", new NewUser("", "", Set.of(Role.MARKETER)));
        return "administration/user-new";
    }

    /** The link is written into this answer and kept nowhere: whoever wants it again makes another. */
    @PostMapping("/settings/users")
    String invite(NewUser user, Model model, HttpServletResponse response) {
        try {
            var id = users.invite(user.email(), user.name(), user.roles(), language());
            model.addAttribute("link", users.passwordLinkAddress(id));
            return user(id, model);
        } catch (InvalidInput invalid) {
            response.setStatus(422);
            model.addAttribute("user", user);
            model.addAttribute("errors", words.errors(invalid));
            return "administration/user-new";
        }
    }

    @GetMapping("/settings/users/{id}")
    String user(@PathVariable UserId id, Model model) {
        model.addAttribute("user", accounts.find(id).orElseThrow(() -> new UserNotFound(id)));
        model.addAttribute("lastSignIn", users.lastSignIn(id).orElse(null));
        return "administration/user";
    }

    @PostMapping("/settings/users/{id}")
    String change(
            @PathVariable UserId id,
            @RequestParam(required = false) Set<Role> roles,
            @RequestParam(defaultValue = "false") boolean active,
            Model model,
            RedirectAttributes flash,
            HttpServletResponse response) {
        try {
            users.change(id, roles == null ? Set.of() : roles, active);
        } catch (InvalidInput invalid) {
            response.setStatus(422);
            model.addAttribute("errors", words.errors(invalid));
            return user(id, model);
        }
        flash.addFlashAttribute("flashOk", words.of("administration.users.changed"));
        return "redirect:/settings/users/" + id;
    }

    @PostMapping("/settings/users/{id}/password-link")
    String passwordLink(@PathVariable UserId id, Model model) {
        model.addAttribute("link", users.passwordLinkAddress(id));
        return user(id, model);
    }

    private static Locale language() {
        return LocaleContextHolder.getLocale();
    }
}
