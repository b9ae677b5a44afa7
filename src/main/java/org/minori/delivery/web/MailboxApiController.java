package org.minori.delivery.web;

import io.swagger.v3.oas.annotations.Operation;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.minori.delivery.Mailbox;
import org.minori.delivery.MailboxNotInUse;
import org.minori.delivery.SmtpSettings;
import org.minori.web.AllowScope;
import org.minori.web.Answers;
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
            Map<String, String> headers,
            String text,
            String html) {

        static Letter of(Mailbox.Letter letter) {
            return new Letter(
                    Long.toString(letter.id()),
                    letter.to(),
                    letter.from(),
                    letter.subject(),
                    letter.sentAt(),
                    byName(letter.headers()),
                    letter.text(),
                    letter.html());
        }

        /** One entry a name: lines that were folded are one again, a name that comes twice keeps both on lines of their own. */
        private static Map<String, String> byName(String raw) {
            var headers = new LinkedHashMap<String, String>();
            for (var line : raw.replaceAll("\\r?\\n[ \\t]+", " ").split("\\r?\\n")) {
                int colon = line.indexOf(':');
                if (colon > 0) {
                    headers.merge(
                            line.substring(0, colon),
                            line.substring(colon + 1).strip(),
                            (first, second) -> first + "\n" + second);
                }
            }
            return headers;
        }
    }

    @Operation(
            operationId = "listMailbox",
            summary = "Lists the mails in the built-in mailbox, the newest first; only while no mail server is set.")
    @Answers({200, 404})
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
