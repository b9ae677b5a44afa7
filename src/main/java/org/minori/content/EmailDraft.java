package org.minori.content;

import org.jspecify.annotations.Nullable;

/**
 * What an author wants an e-mail to be; saving it makes its next version.
 *
 * @param source MJML or HTML, with Liquid
 * @param text the plain text with Liquid; made from the source where it is null or blank
 */
public record EmailDraft(
        String key,
        String name,
        String subject,
        EmailTemplate.Kind kind,
        Format format,
        String source,
        @Nullable String text) {

    /** The language of the source. */
    public enum Format {
        MJML,
        HTML
    }
}
