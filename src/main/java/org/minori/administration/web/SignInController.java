package org.minori.administration.web;

import org.jspecify.annotations.Nullable;
import org.minori.administration.UserAccounts;
import org.minori.web.AllowAnyone;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestAttribute;
import org.springframework.web.bind.annotation.RequestParam;

/** The sign-in page; the security filter looks at the password. */
@Controller
@AllowAnyone
class SignInController {

    private final UserAccounts users;

    SignInController(UserAccounts users) {
        this.users = users;
    }

    @GetMapping("/login")
    String form() {
        return users.current().isPresent() ? "redirect:/" : "administration/login";
    }

    /** Where the security filter leads whoever did not get in: the same words, whatever the reason. */
    @PostMapping("/login/refused")
    String refused(
            @RequestParam(defaultValue = "") String email,
            @RequestAttribute(required = false) @Nullable Long waitSeconds,
            Model model) {
        model.addAttribute("email", email.length() <= 254 ? email : "");
        model.addAttribute("refused", waitSeconds == null);
        model.addAttribute("waitSeconds", waitSeconds);
        return "administration/login";
    }
}
