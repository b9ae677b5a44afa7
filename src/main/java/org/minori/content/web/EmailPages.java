package org.minori.content.web;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.minori.content.EmailDraft;
import org.minori.content.EmailEditing;
import org.minori.content.EmailNotFound;
import org.minori.content.SenderProfiles;
import org.minori.content.TemplateRendering;
import org.minori.web.AllowRoles;
import org.minori.web.InvalidInput;
import org.minori.web.InvalidInput.FieldError;
import org.minori.web.Role;
import org.minori.web.Texts;
import org.springframework.http.HttpStatus;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.ModelAttribute;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.servlet.ModelAndView;
import org.springframework.web.servlet.mvc.support.RedirectAttributes;

/** The list of e-mails, writing one, and its versions. */
@Controller
@AllowRoles(Role.MARKETER)
class EmailPages {

    private final EmailEditing editing;
    private final SenderProfiles senders;
    private final Texts texts;

    EmailPages(EmailEditing editing, SenderProfiles senders, Texts texts) {
        this.editing = editing;
        this.senders = senders;
        this.texts = texts;
    }

    @GetMapping("/content")
    String content() {
        return "redirect:/content/emails";
    }

    @GetMapping("/content/emails")
    String list(@RequestParam(defaultValue = "") String q, Model model) {
        String wanted = q.strip().toLowerCase(Locale.ROOT);
        model.addAttribute("q", q);
        model.addAttribute(
                "emails",
                editing.list().stream()
                        .filter(line -> (line.email().name() + "\n"
                                        + line.email().subject() + "\n"
                                        + line.email().key())
                                .toLowerCase(Locale.ROOT)
                                .contains(wanted))
                        .toList());
        model.addAttribute("senderUnset", senders.current().placeholder());
        return "content/emails";
    }

    @GetMapping("/content/emails/new")
    String begin(Model model) {
        return edit(EmailForm.empty(), null, Map.of(), model);
    }

    @PostMapping("/content/emails/new")
    ModelAndView create(@ModelAttribute EmailForm form, Model model, RedirectAttributes flash) {
        String key = EmailForm.text(form.key()).strip();
        if (editing.current(key).isPresent()) {
            return refused(form, null, List.of(new FieldError("key", "content.error.keyTaken")), model);
        }
        return save(form.draft(key), form, null, model, flash);
    }

    @GetMapping("/content/emails/{key}")
    String open(@PathVariable String key, Model model) {
        var email = editing.current(key).orElseThrow(() -> new EmailNotFound(key));
        model.addAttribute("version", email.version());
        return edit(EmailForm.of(email), key, Map.of(), model);
    }

    @PostMapping("/content/emails/{key}")
    ModelAndView save(@PathVariable String key, @ModelAttribute EmailForm form, Model model, RedirectAttributes flash) {
        var before = editing.current(key).orElseThrow(() -> new EmailNotFound(key));
        model.addAttribute("version", before.version());
        return save(form.draft(key), form, key, model, flash);
    }

    @GetMapping("/content/emails/{key}/versions")
    String versions(@PathVariable String key, Model model) {
        var email = editing.current(key).orElseThrow(() -> new EmailNotFound(key));
        model.addAttribute("email", email.template());
        model.addAttribute("versions", editing.history(key));
        return "content/versions";
    }

    @PostMapping("/content/emails/{key}/versions/{version}/restore")
    String restore(@PathVariable String key, @PathVariable int version, RedirectAttributes flash) {
        var old = editing.version(key, version).orElseThrow(() -> new EmailNotFound(key));
        var saved = editing.save(old.draft());
        flash.addFlashAttribute("flashOk", texts.of("content.restored", version, saved.version()));
        return "redirect:/content/emails/" + key;
    }

    private ModelAndView save(
            EmailDraft draft, EmailForm form, @Nullable String key, Model model, RedirectAttributes flash) {
        try {
            var saved = editing.save(draft);
            flash.addFlashAttribute("flashOk", texts.of("content.saved", saved.name(), saved.version()));
            return new ModelAndView("redirect:/content/emails/" + saved.key());
        } catch (InvalidInput refused) {
            return refused(form, key, refused.errors(), model);
        }
    }

    private ModelAndView refused(EmailForm form, @Nullable String key, List<FieldError> errors, Model model) {
        var byField = new LinkedHashMap<String, String>();
        errors.forEach(error -> byField.merge(
                error.field(), texts.of(error.messageKey(), error.arguments().toArray()), (a, b) -> a + " " + b));
        model.addAttribute("flashError", texts.of("content.notSaved"));
        return new ModelAndView(edit(form, key, byField, model), model.asMap(), HttpStatus.UNPROCESSABLE_ENTITY);
    }

    private String edit(EmailForm form, @Nullable String key, Map<String, String> errors, Model model) {
        model.addAttribute("form", form);
        model.addAttribute("liquidTags", TemplateRendering.tags());
        model.addAttribute("liquidFilters", TemplateRendering.filters());
        model.addAttribute("key", key);
        model.addAttribute("errors", errors);
        return "content/email";
    }
}
