package org.minori.administration.web;

import jakarta.servlet.http.HttpServletResponse;
import java.util.Objects;
import org.minori.administration.UserAdministration;
import org.minori.web.AllowAnyone;
import org.minori.web.InvalidInput;
import org.springframework.context.i18n.LocaleContextHolder;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.servlet.mvc.support.RedirectAttributes;

/** Makes the first administrator of whoever holds the link that was printed at the first start. */
@Controller
@AllowAnyone
class SetUpController {

    private final UserAdministration users;
    private final Words words;

    SetUpController(UserAdministration users, Words words) {
        this.users = users;
        this.words = words;
    }

    /** What the form sends. */
    record Administrator(String token, String email, String name, String password) {

        /** A field that did not come is an empty one. */
        Administrator {
            token = Objects.requireNonNullElse(token, "");
            email = Objects.requireNonNullElse(email, "");
            name = Objects.requireNonNullElse(name, "");
            password = Objects.requireNonNullElse(password, "");
        }
    }

    @GetMapping("/setup")
    String form(@RequestParam(defaultValue = "") String token, Model model, HttpServletResponse response) {
        if (!users.canSetUp(token)) {
            return used(response);
        }
        model.addAttribute("administrator", new Administrator(token, "", "", ""));
        return "administration/setup";
    }

    @PostMapping("/setup")
    String make(Administrator administrator, Model model, RedirectAttributes flash, HttpServletResponse response) {
        try {
            var made = users.setUp(
                    administrator.token(),
                    administrator.email(),
                    administrator.name(),
                    administrator.password(),
                    LocaleContextHolder.getLocale());
            if (!made) {
                return used(response);
            }
        } catch (InvalidInput invalid) {
            response.setStatus(422);
            model.addAttribute("administrator", administrator);
            model.addAttribute("errors", words.errors(invalid));
            return "administration/setup";
        }
        flash.addFlashAttribute("flashOk", words.of("administration.setup.done"));
        return "redirect:/login";
    }

    private static String used(HttpServletResponse response) {
        response.setStatus(404);
        return "administration/link-used";
    }
}
