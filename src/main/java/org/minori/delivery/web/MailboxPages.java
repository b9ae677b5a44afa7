package org.minori.delivery.web;

import java.nio.charset.StandardCharsets;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.minori.delivery.LetterNotFound;
import org.minori.delivery.Mailbox;
import org.minori.delivery.SmtpSettings;
import org.minori.web.AllowRoles;
import org.minori.web.PageOf;
import org.minori.web.Role;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestParam;

/** Reading what would have gone out, as its readers would: links open a new window and count as clicks. */
@Controller
@AllowRoles({Role.MARKETER, Role.OPERATOR})
class MailboxPages {

    private static final int LETTERS = 50;
    private static final Pattern HEAD = Pattern.compile("<head[^>]*>", Pattern.CASE_INSENSITIVE);
    private static final String LINKS_OPEN_A_WINDOW = "<base target=\"_blank\">";

    private final Mailbox mailbox;
    private final SmtpSettings smtp;

    MailboxPages(Mailbox mailbox, SmtpSettings smtp) {
        this.mailbox = mailbox;
        this.smtp = smtp;
    }

    @GetMapping("/sending/mailbox")
    String letters(
            @RequestParam(defaultValue = "") String to,
            @RequestParam(required = false) @Nullable Long after,
            Model model) {
        var page = PageOf.of(mailbox.letters(to, after, LETTERS + 1), LETTERS, letter -> Long.toString(letter.id()));
        model.addAttribute("letters", page.items());
        model.addAttribute("next", page.next());
        model.addAttribute("to", to);
        model.addAttribute("server", smtp.present());
        return "delivery/mailbox";
    }

    @GetMapping("/sending/mailbox/{id}")
    String letter(@PathVariable long id, Model model) {
        model.addAttribute("letter", find(id));
        return "delivery/letter";
    }

    @GetMapping("/sending/mailbox/{id}/body")
    ResponseEntity<String> body(@PathVariable long id) {
        String html = find(id).html();
        var head = HEAD.matcher(html);
        String shown = head.find()
                ? html.substring(0, head.end()) + LINKS_OPEN_A_WINDOW + html.substring(head.end())
                : LINKS_OPEN_A_WINDOW + html;
        return ResponseEntity.ok()
                .contentType(new MediaType(MediaType.TEXT_HTML, StandardCharsets.UTF_8))
                .body(shown);
    }

    private Mailbox.Letter find(long id) {
        return mailbox.letter(id).orElseThrow(LetterNotFound::new);
    }
}
