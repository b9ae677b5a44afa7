package org.minori.delivery.web;

import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.media.Schema;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import org.jspecify.annotations.Nullable;
import org.minori.contacts.ContactDirectory;
import org.minori.contacts.ContactReference;
import org.minori.content.ContentLibrary;
import org.minori.content.EmailNotFound;
import org.minori.delivery.EmailOutbox;
import org.minori.delivery.EmailRequest;
import org.minori.storage.TimeOrderedIds;
import org.minori.web.AllowScope;
import org.minori.web.InvalidInput;
import org.minori.web.Scopes;
import org.springframework.http.HttpStatus;
import org.springframework.transaction.annotation.Transactional;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestHeader;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;

/** One mail to one contact, for other systems. The same Idempotency-Key is the same mail. */
@RestController
@AllowScope(Scopes.SEND)
class SendApiController {

    private final EmailOutbox outbox;
    private final ContentLibrary content;
    private final ContactDirectory contacts;

    SendApiController(EmailOutbox outbox, ContentLibrary content, ContactDirectory contacts) {
        this.outbox = outbox;
        this.content = content;
        this.contacts = contacts;
    }

    @Schema(example = "{\"contact\":{\"email\":\"yamada@example.co.jp\"}}")
    record SendBody(
            @Schema(requiredMode = Schema.RequiredMode.REQUIRED) @Nullable
            ContactReference contact) {}

    @Schema(name = "QueuedMail")
    record Queued(String contact, String email, String state) {}

    @Operation(operationId = "sendEmail", summary = "Sends one e-mail to one contact, if it may get mail.")
    @PostMapping("/api/v1/emails/{key}/send")
    @ResponseStatus(HttpStatus.ACCEPTED)
    @Transactional
    public Queued send(
            @PathVariable String key,
            @RequestBody SendBody body,
            @RequestHeader(name = "Idempotency-Key", required = false) @Nullable String idempotencyKey) {
        if (content.email(key).isEmpty()) {
            throw new EmailNotFound(key);
        }
        var reference = body.contact();
        if (reference == null) {
            throw new InvalidInput("contact", "delivery.error.contactRequired");
        }
        var contact = contacts.resolve(reference)
                .orElseThrow(() -> new InvalidInput("contact", "delivery.error.contactUnknown"));
        String once = idempotencyKey == null
                ? "api:" + TimeOrderedIds.next()
                : "api:" + digest(key + "\n" + contact + "\n" + idempotencyKey);
        outbox.queue(new EmailRequest(once, contact, key, "api", null, null, false, false, false));
        return new Queued(contact.toString(), key, "QUEUED");
    }

    private static String digest(String text) {
        try {
            var bytes = MessageDigest.getInstance("SHA-256").digest(text.getBytes(StandardCharsets.UTF_8));
            return HexFormat.of().formatHex(bytes);
        } catch (NoSuchAlgorithmException impossible) {
            throw new IllegalStateException(impossible);
        }
    }
}
