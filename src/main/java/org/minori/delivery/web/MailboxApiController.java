package org.minori.delivery.web;

import java.time.Instant;
import org.jspecify.annotations.Nullable;
import org.minori.delivery.Mailbox;
import org.minori.delivery.MailboxNotInUse;
import org.minori.delivery.SmtpSettings;
import org.minori.web.AllowScope;
import org.minori.web.PageOf;
import org.minori.web.Scopes;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/** What the built-in mailbox holds, for other systems. */
@RestController
@AllowScope(Scopes.SEND)
class MailboxApiController {

    private static final int USUAL = 100;

    private final Mailbox mailbox;
    private final SmtpSettings smtp;

    MailboxApiController(Mailbox mailbox, SmtpSettings smtp) {
        this.mailbox = mailbox;
        this.smtp = smtp;
    }

    record Letter(
            String id,
            String to,
            String from,
            String subject,
            Instant sentAt,
            String headers,
            String text,
            String html) {

        static Letter of(Mailbox.Letter letter) {
            return new Letter(
                    Long.toString(letter.id()),
                    letter.to(),
                    letter.from(),
                    letter.subject(),
                    letter.sentAt(),
                    letter.headers(),
                    letter.text(),
                    letter.html());
        }
    }

    @GetMapping("/api/v1/mailbox")
    PageOf<Letter> letters(
            @RequestParam(required = false) @Nullable String to,
            @RequestParam(required = false) @Nullable Long after,
            @RequestParam(required = false) @Nullable Integer limit) {
        if (smtp.present()) {
            throw new MailboxNotInUse();
        }
        int most = PageOf.limit(limit, USUAL);
        return PageOf.of(mailbox.letters(to, after, most + 1), most, letter -> Long.toString(letter.id()))
                .map(Letter::of);
    }
}
