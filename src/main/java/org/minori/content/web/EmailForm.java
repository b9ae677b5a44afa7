package org.minori.content.web;

import org.jspecify.annotations.Nullable;
import org.minori.content.EmailDraft;
import org.minori.content.EmailTemplate;
import org.minori.content.EmailVersion;

/** What is typed on the page of an e-mail; whatever is missing is empty, and as is the address of whom it is shown as. */
record EmailForm(
        @Nullable String key,
        @Nullable String name,
        @Nullable String subject,
        @Nullable String kind,
        @Nullable String format,
        @Nullable String source,
        @Nullable String text,
        @Nullable String as) {

    private static final String FIRST_SOURCE = """
            <mjml>
              <mj-body>
                <mj-section>
                  <mj-column>
                    <mj-text>{{ contact.salutation }}</mj-text>
                    <mj-text>本文をここに書きます。</mj-text>
                    <mj-button href="https://www.example.com/">詳しく見る</mj-button>
                  </mj-column>
                </mj-section>
              </mj-body>
            </mjml>
            """;

    static EmailForm empty() {
        return new EmailForm("", "", "", "MARKETING", "MJML", FIRST_SOURCE, "", "");
    }

    static EmailForm of(EmailVersion email) {
        var draft = email.draft();
        return new EmailForm(
                draft.key(),
                draft.name(),
                draft.subject(),
                draft.kind().name(),
                draft.format().name(),
                draft.source(),
                draft.text(),
                "");
    }

    EmailDraft draft(String emailKey) {
        return new EmailDraft(
                emailKey,
                text(name).strip(),
                text(subject).strip(),
                "TRANSACTIONAL".equals(kind) ? EmailTemplate.Kind.TRANSACTIONAL : EmailTemplate.Kind.MARKETING,
                "HTML".equals(format) ? EmailDraft.Format.HTML : EmailDraft.Format.MJML,
                text(source),
                text(text).isBlank() ? null : text);
    }

    static String text(@Nullable String typed) {
        return typed == null ? "" : typed;
    }
}
