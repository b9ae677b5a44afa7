package org.minori.administration.web;

import jakarta.servlet.http.HttpServletResponse;
import org.minori.administration.UserAdministration;
import org.minori.web.AllowAnyone;
import org.minori.web.InvalidInput;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.servlet.mvc.support.RedirectAttributes;

/** Lets whoever holds a user's one-time link choose that user's password. */
@Controller
@AllowAnyone
class PasswordController {

    private final UserAdministration users;
    private final Words words;

    PasswordController(UserAdministration users, Words words) {
        this.users = users;
        this.words = words;
    }

    @GetMapping("/password")
    String form(@RequestParam(defaultValue = "") String token, Model model, HttpServletResponse response) {
        var user = users.whoseLink(token);
        if (user.isEmpty()) {
            response.setStatus(404);
            return "administration/link-used";
        }
        model.addAttribute("token", token);
        model.addAttribute("email", user.get().email());
        return "administration/password";
    }

    @PostMapping("/password")
    String choose(
            @RequestParam String token,
            @RequestParam String password,
            Model model,
            RedirectAttributes flash,
            HttpServletResponse response) {
        try {
            if (!users.choosePassword(token, password)) {
                response.setStatus(404);
                return "administration/link-used";
            }
        } catch (InvalidInput invalid) {
            response.setStatus(422);
            model.addAttribute("errors", words.errors(invalid));
            model.addAttribute("token", token);
            users.whoseLink(token).ifPresent(user -> model.addAttribute("email", user.email()));
            return "administration/password";
        }
        flash.addFlashAttribute("flashOk", words.of("administration.password.chosen"));
        return "redirect:/login";
    }
}
