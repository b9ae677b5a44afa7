package org.minori.contacts;

import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * One thing that is known about contacts and that segments, conditions, imports and mails can use by its key.
 *
 * @param column by what it is compared: the column of table {@code contact}, or {@code company.<column>}, or for a custom field
 *     {@code values<page>.<column>} of table {@code contact_values_<page>}; null where only the type matters
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

    private static final String VALUES = "values";
    private static final int LONGEST_FOLDED = 255;

    /** A field that people declared. */
    static ContactField custom(String key, String labelJa, String labelEn, FieldPlace place) {
        return new ContactField(key, labelJa, labelEn, place.type(), VALUES + place.page() + "." + place.compared());
    }

    /** Whether people declared it. */
    public boolean isCustom() {
        return column == null || column.startsWith(VALUES);
    }

    /** How a text of a custom field is compared: its beginning in small letters. */
    public static String folded(String text) {
        var small = text.toLowerCase(Locale.ROOT);
        if (small.length() <= LONGEST_FOLDED) {
            return small;
        }
        boolean half = Character.isHighSurrogate(small.charAt(LONGEST_FOLDED - 1));
        return small.substring(0, half ? LONGEST_FOLDED - 1 : LONGEST_FOLDED);
    }

    /** The label in the reader's language. */
    public String label(Locale locale) {
        return locale.getLanguage().equals("ja") ? labelJa : labelEn;
    }
}
