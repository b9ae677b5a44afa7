package org.minori.content.web;

import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.media.Schema;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;
import org.minori.content.EmailDraft;
import org.minori.content.EmailEditing;
import org.minori.content.EmailNotFound;
import org.minori.content.EmailTemplate;
import org.minori.content.EmailVersion;
import org.minori.web.AllowScope;
import org.minori.web.Answers;
import org.minori.web.InvalidInput;
import org.minori.web.InvalidInput.FieldError;
import org.minori.web.PageOf;
import org.minori.web.Scopes;
import org.springframework.http.HttpStatus;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PutMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;

/** E-mails for other systems. */
@RestController
@RequestMapping("/api/v1/emails")
@AllowScope(Scopes.CONTENT)
class EmailApiController {

    private final EmailEditing editing;

    EmailApiController(EmailEditing editing) {
        this.editing = editing;
    }

    @Schema(
            example =
                    "{\"name\":\"Thanks\",\"subject\":\"資料のご請求ありがとうございます\",\"html\":\"<p>{{ contact.lastName }} 様</p>\",\"kind\":\"marketing\"}")
    record EmailBody(
            @Schema(requiredMode = Schema.RequiredMode.REQUIRED) @Nullable
            String name,

            @Schema(requiredMode = Schema.RequiredMode.REQUIRED) @Nullable
            String subject,

            @Nullable String mjml,
            @Nullable String html,
            @Nullable String text,

            @Schema(
                    requiredMode = Schema.RequiredMode.REQUIRED,
                    allowableValues = {"marketing", "transactional"})
            @Nullable
            String kind) {}

    record EmailSummary(String key, String name, String subject, String kind, int version, Instant updatedAt) {}

    record EmailDetails(
            String key,
            String name,
            String subject,
            String kind,
            int version,
            @Nullable String mjml,
            @Nullable String html,
            @Nullable String text,
            Instant updatedAt) {

        static EmailDetails of(EmailVersion email) {
            var draft = email.draft();
            boolean mjml = draft.format() == EmailDraft.Format.MJML;
            return new EmailDetails(
                    draft.key(),
                    draft.name(),
                    draft.subject(),
                    word(draft.kind()),
                    email.version(),
                    mjml ? draft.source() : null,
                    mjml ? null : draft.source(),
                    draft.text(),
                    email.createdAt());
        }
    }

    @Operation(operationId = "listEmails", summary = "Lists all e-mails.")
    @GetMapping
    PageOf<EmailSummary> list() {
        return new PageOf<>(
                editing.list().stream()
                        .map(line -> new EmailSummary(
                                line.email().key(),
                                line.email().name(),
                                line.email().subject(),
                                word(line.email().kind()),
                                line.email().version(),
                                line.updatedAt()))
                        .toList(),
                null);
    }

    @Operation(operationId = "getEmail", summary = "Shows an e-mail in its newest version.")
    @GetMapping("/{key}")
    EmailDetails one(@PathVariable String key) {
        return editing.current(key).map(EmailDetails::of).orElseThrow(() -> new EmailNotFound(key));
    }

    @Operation(operationId = "saveEmail", summary = "Makes an e-mail under this key, or its next version.")
    @Answers({200, 201})
    @PutMapping("/{key}")
    ResponseEntity<EmailDetails> save(@PathVariable String key, @RequestBody EmailBody body) {
        var saved = editing.save(draft(key, body));
        var status = saved.version() == 1 ? HttpStatus.CREATED : HttpStatus.OK;
        return ResponseEntity.status(status).body(one(key));
    }

    private static EmailDraft draft(String key, EmailBody body) {
        var faults = new ArrayList<FieldError>();
        boolean mjml = body.mjml() != null;
        if (mjml == (body.html() != null)) {
            faults.add(new FieldError("mjml", "content.error.mjmlOrHtml"));
        }
        var kind = kind(body.kind(), faults);
        if (!faults.isEmpty()) {
            throw new InvalidInput(faults);
        }
        return new EmailDraft(
                key,
                textOf(body.name()),
                textOf(body.subject()),
                kind,
                mjml ? EmailDraft.Format.MJML : EmailDraft.Format.HTML,
                textOf(mjml ? body.mjml() : body.html()),
                body.text());
    }

    private static EmailTemplate.Kind kind(@Nullable String word, List<FieldError> faults) {
        for (var kind : EmailTemplate.Kind.values()) {
            if (kind.name().equalsIgnoreCase(textOf(word))) {
                return kind;
            }
        }
        faults.add(new FieldError("kind", "content.error.kind"));
        return EmailTemplate.Kind.MARKETING;
    }

    private static String word(EmailTemplate.Kind kind) {
        return kind.name().toLowerCase(Locale.ROOT);
    }

    private static String textOf(@Nullable String text) {
        return text == null ? "" : text;
    }
}
