package org.minori.content.web;

import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.minori.contacts.ContactCard;
import org.minori.contacts.ContactDirectory;
import org.minori.contacts.ContactReference;
import org.minori.content.EmailEditing;
import org.minori.content.EmailEditing.Preview;
import org.minori.content.EmailNotFound;
import org.minori.content.RenderedEmail;
import org.minori.content.SampleContact;
import org.minori.web.AllowRoles;
import org.minori.web.Role;
import org.minori.web.Texts;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.ModelAttribute;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.util.HtmlUtils;

/**
 * What an e-mail looks like while it is being written. The HTML comes from addresses that end in preview, which get a
 * policy of their own: sandboxed, without scripts and without our origin, even when such an address is opened directly.
 */
@Controller
@AllowRoles(Role.MARKETER)
class EmailPreviews {

    private final EmailEditing editing;
    private final ContactDirectory contacts;
    private final Texts texts;

    EmailPreviews(EmailEditing editing, ContactDirectory contacts, Texts texts) {
        this.editing = editing;
        this.contacts = contacts;
        this.texts = texts;
    }

    /** What is wrong or worth knowing, in words, and the parts of the mail that are text. */
    @PostMapping("/content/emails/check")
    String check(@ModelAttribute EmailForm form, Model model) {
        var as = contact(form.as());
        var preview = preview(form, as);
        model.addAttribute(
                "faults",
                preview.faults().stream()
                        .map(fault -> texts.of("content.field." + fault.field()) + ": "
                                + texts.of(fault.messageKey(), fault.arguments().toArray()))
                        .toList());
        model.addAttribute(
                "notices",
                preview.notices().stream()
                        .map(notice ->
                                texts.of(notice.messageKey(), notice.arguments().toArray()))
                        .toList());
        model.addAttribute("email", preview.email());
        model.addAttribute("asUnknown", as == null ? form.as() : null);
        return "content/check :: result";
    }

    @PostMapping("/content/emails/preview")
    ResponseEntity<String> preview(@ModelAttribute EmailForm form) {
        return html(preview(form, contact(form.as())), RenderedEmail::html);
    }

    @GetMapping("/content/emails/{key}/versions/{version}/preview")
    ResponseEntity<String> preview(@PathVariable String key, @PathVariable int version) {
        var email = editing.version(key, version).orElseThrow(() -> new EmailNotFound(key));
        return html(editing.preview(email.draft(), SampleContact.CARD), RenderedEmail::html);
    }

    private Preview preview(EmailForm form, @Nullable ContactCard as) {
        String key = EmailForm.text(form.key()).isBlank()
                ? "new"
                : EmailForm.text(form.key()).strip();
        return editing.preview(form.draft(key), as == null ? SampleContact.CARD : as);
    }

    /** The contact with this address; the sample for none, null for one that nobody has. */
    private @Nullable ContactCard contact(@Nullable String address) {
        if (address == null || address.isBlank()) {
            return SampleContact.CARD;
        }
        return contacts.resolve(new ContactReference(null, address.strip(), null, null))
                .flatMap(contacts::find)
                .orElse(null);
    }

    private ResponseEntity<String> html(Preview preview, Function<RenderedEmail, String> part) {
        var email = preview.email();
        String body = email == null
                ? problem(preview.faults().stream()
                        .map(fault ->
                                texts.of(fault.messageKey(), fault.arguments().toArray()))
                        .toList())
                : part.apply(email);
        return ResponseEntity.ok()
                .contentType(new MediaType(MediaType.TEXT_HTML, StandardCharsets.UTF_8))
                .body(body);
    }

    private static String problem(List<String> faults) {
        return "<!DOCTYPE html><meta charset=\"utf-8\"><body style=\"font-family:sans-serif;color:#b42318;padding:24px\">"
                + String.join("<br>", faults.stream().map(HtmlUtils::htmlEscape).toList());
    }
}
