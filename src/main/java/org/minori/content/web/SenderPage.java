package org.minori.content.web;

import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.minori.content.SenderProfiles;
import org.minori.web.AllowRoles;
import org.minori.web.InvalidInput;
import org.minori.web.OwnPath;
import org.minori.web.Role;
import org.minori.web.Texts;
import org.springframework.http.HttpStatus;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.ModelAttribute;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestHeader;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.servlet.ModelAndView;
import org.springframework.web.servlet.mvc.support.RedirectAttributes;

/** Who our mails come from, as the law on advertising mail wants it shown; saving leads back to where one came from. */
@Controller
@AllowRoles(Role.MARKETER)
class SenderPage {

    private static final String PAGE = "/settings/sender";

    private final SenderProfiles senders;
    private final Texts texts;

    SenderPage(SenderProfiles senders, Texts texts) {
        this.senders = senders;
        this.texts = texts;
    }

    @GetMapping(PAGE)
    String sender(@RequestHeader(required = false) @Nullable String referer, Model model) {
        model.addAttribute("from", OwnPath.ofAddress(referer).orElse(""));
        return page(SenderForm.of(senders.current()), Map.of(), model);
    }

    @PostMapping(PAGE)
    ModelAndView save(
            @ModelAttribute SenderForm form,
            @RequestParam(defaultValue = "") String from,
            Model model,
            RedirectAttributes flash) {
        try {
            senders.save(form.profile());
            flash.addFlashAttribute("flashOk", texts.of("content.sender.saved"));
            return new ModelAndView("redirect:" + OwnPath.of(from).orElse(PAGE));
        } catch (InvalidInput refused) {
            var errors = new LinkedHashMap<String, String>();
            refused.errors()
                    .forEach(error -> errors.put(
                            error.field(),
                            texts.of(error.messageKey(), error.arguments().toArray())));
            model.addAttribute("from", from);
            model.addAttribute("flashError", texts.of("content.notSaved"));
            return new ModelAndView(page(form, errors, model), model.asMap(), HttpStatus.UNPROCESSABLE_ENTITY);
        }
    }

    private String page(SenderForm form, Map<String, String> errors, Model model) {
        model.addAttribute("form", form);
        model.addAttribute("errors", errors);
        model.addAttribute("unset", senders.current().placeholder());
        return "content/sender";
    }
}
