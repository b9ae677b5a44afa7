package org.minori.content;

import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.UnaryOperator;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.minori.administration.AuditLog;
import org.minori.administration.User;
import org.minori.administration.UserAccounts;
import org.minori.contacts.ContactCard;
import org.minori.web.InvalidInput;
import org.minori.web.InvalidInput.FieldError;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;
import org.springframework.transaction.support.TransactionSynchronization;
import org.springframework.transaction.support.TransactionSynchronizationManager;

/** Writing e-mails: checking, previewing and saving them as new versions. */
@Service
public class EmailEditing {

    private static final Pattern KEY = Pattern.compile("[a-z0-9][a-z0-9-]{0,63}");
    private static final int LONGEST_SOURCE = 400_000;
    private static final long MILLIS_WHEN_PREVIEWING = 1_000;

    private final EmailRows rows;
    private final ContentLibrary library;
    private final SenderProfiles senders;
    private final AuditLog audit;
    private final UserAccounts users;
    private final Clock clock;

    /** A line of the list of e-mails. */
    public record Listed(EmailTemplate email, Instant updatedAt) {}

    /** A line of an e-mail's history. */
    public record Saved(
            int version,
            String subject,
            Instant createdAt,
            @Nullable String createdBy) {}

    /** Something about an e-mail that its author should know, though it can be sent; in words of the message files. */
    public record Notice(String messageKey, List<Object> arguments) {}

    /** What a draft looks like to a contact, or why it can't be shown. */
    public record Preview(@Nullable RenderedEmail email, List<FieldError> faults, List<Notice> notices) {}

    EmailEditing(
            EmailRows rows,
            ContentLibrary library,
            SenderProfiles senders,
            AuditLog audit,
            UserAccounts users,
            Clock clock) {
        this.rows = rows;
        this.library = library;
        this.senders = senders;
        this.audit = audit;
        this.users = users;
        this.clock = clock;
    }

    public List<Listed> list() {
        return rows.all().stream()
                .map(row -> new Listed(row.email(), row.updatedAt()))
                .toList();
    }

    public Optional<EmailVersion> current(String key) {
        return rows.current(key);
    }

    public Optional<EmailVersion> version(String key, int version) {
        return rows.version(key, version);
    }

    public List<Saved> history(String key) {
        return rows.history(key).stream()
                .map(row -> new Saved(row.version(), row.subject(), row.createdAt(), row.createdBy()))
                .toList();
    }

    /** Saves the next version, from now on the one that is sent; InvalidInput names every fault and nothing is changed. */
    @Transactional
    public EmailTemplate save(EmailDraft draft) {
        var faults = new ArrayList<FieldError>();
        var compiled = compile(draft, faults);
        if (compiled == null || !faults.isEmpty()) {
            throw new InvalidInput(faults);
        }
        String by = users.current().map(User::email).orElse(null);
        int version = rows.save(draft, compiled.html(), compiled.plainText(), clock.instant(), by);
        audit.record("email.saved", "email:" + draft.key(), Map.of("version", Integer.toString(version)));
        whenCommitted(() -> library.forget(draft.key()));
        return new EmailTemplate(draft.key(), draft.name(), draft.subject(), draft.kind(), version);
    }

    /** Shows a draft as a contact would read it, with all that is wrong or worth knowing; nothing is saved. */
    public Preview preview(EmailDraft draft, ContactCard contact) {
        var faults = new ArrayList<FieldError>();
        var compiled = compile(draft, faults);
        if (compiled == null) {
            return new Preview(null, faults, List.of());
        }
        try {
            var rendered = library.render(compiled.parsed(), previewFor(contact), MILLIS_WHEN_PREVIEWING);
            return new Preview(rendered, faults, EmailNotices.of(draft, senders.current()));
        } catch (RenderingFailed fault) {
            faults.add(error("source", fault));
            return new Preview(null, faults, List.of());
        }
    }

    private static RenderRequest previewFor(ContactCard contact) {
        return new RenderRequest(contact, "#unsubscribe", "", UnaryOperator.identity());
    }

    private record Compiled(String html, String plainText, ParsedEmail parsed) {}

    private @Nullable Compiled compile(EmailDraft draft, List<FieldError> faults) {
        checkFields(draft, faults);
        String field = "source";
        try {
            field = "subject";
            LiquidText.of(draft.subject(), false);
            field = "source";
            String html = LiquidText.harmless(
                    draft.format() == EmailDraft.Format.MJML ? MjmlCompiler.html(draft.source()) : draft.source());
            MailHtml.compile(html);
            field = "text";
            String text = draft.text() == null || draft.text().isBlank()
                    ? PlainText.fromHtml(html)
                    : LiquidText.harmless(draft.text());
            if (draft.kind() == EmailTemplate.Kind.MARKETING) {
                html = LegalBlock.completeHtml(html);
                text = LegalBlock.completeText(text);
            }
            html = MailEnd.insert(html, MailEnd.PIXEL);
            PlainText.compile(text);
            field = "source";
            var parsed = ParsedEmail.of(draft.subject(), html, text);
            library.render(parsed, previewFor(SampleContact.CARD), MILLIS_WHEN_PREVIEWING);
            return new Compiled(html, text, parsed);
        } catch (RenderingFailed fault) {
            faults.add(error(field, fault));
            return null;
        }
    }

    private static void checkFields(EmailDraft draft, List<FieldError> faults) {
        if (!KEY.matcher(draft.key()).matches()) {
            faults.add(new FieldError("key", "content.error.key"));
        }
        oneLine(faults, "name", draft.name(), 200);
        oneLine(faults, "subject", draft.subject(), 500);
        if (draft.source().isBlank()) {
            faults.add(new FieldError("source", "content.error.required"));
        } else if (draft.source().length() > LONGEST_SOURCE) {
            faults.add(new FieldError("source", "content.error.tooLong", LONGEST_SOURCE));
        }
    }

    private static void oneLine(List<FieldError> faults, String field, String text, int most) {
        if (text.isBlank()) {
            faults.add(new FieldError(field, "content.error.required"));
        } else if (text.length() > most) {
            faults.add(new FieldError(field, "content.error.tooLong", most));
        } else if (HeaderText.isUnsafe(text)) {
            faults.add(new FieldError(field, "content.error.lineBreak"));
        }
    }

    private static FieldError error(String field, RenderingFailed fault) {
        if (fault.line() == null) {
            return new FieldError(field, fault.messageKey(), fault.arguments());
        }
        var arguments = new ArrayList<Object>(List.of(fault.arguments()));
        arguments.add(fault.line());
        return new FieldError(field, fault.messageKey() + ".inLine", arguments);
    }

    private static void whenCommitted(Runnable action) {
        if (!TransactionSynchronizationManager.isSynchronizationActive()) {
            action.run();
            return;
        }
        TransactionSynchronizationManager.registerSynchronization(new TransactionSynchronization() {
            @Override
            public void afterCommit() {
                action.run();
            }
        });
    }
}
