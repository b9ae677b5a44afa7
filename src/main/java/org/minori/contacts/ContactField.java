package org.minori.contacts;

import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * One thing that is known about contacts and that segments, conditions, imports and mails can use by its key.
 *
 * @param column the column of table {@code contact} (or {@code company.<column>}) for a built-in field; null for a custom
 *     one, which is a row of {@code contact_field}
 */
public record ContactField(
        String key,
        String labelJa,
        String labelEn,
        Type type,
        @Nullable String column) {

    /** What values it takes; it decides the operators. */
    public enum Type {
        TEXT,
        NUMBER,
        DATE,
        BOOLEAN
    }

    /** The label in the reader's language. */
    public String label(Locale locale) {
        return locale.getLanguage().equals("ja") ? labelJa : labelEn;
    }
}
