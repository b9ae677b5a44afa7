package org.minori.content;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** One saved version of an e-mail, as its author wrote it and as it was compiled. */
public record EmailVersion(
        EmailDraft draft,
        int version,
        String html,
        String plainText,
        Instant createdAt,
        @Nullable String createdBy) {

    /** The e-mail as other modules see it. */
    public EmailTemplate template() {
        return new EmailTemplate(draft.key(), draft.name(), draft.subject(), draft.kind(), version);
    }
}
