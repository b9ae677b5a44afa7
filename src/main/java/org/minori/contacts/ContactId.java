package org.minori.contacts;

/** Names one contact for ever; after a merge the losing ids stay as aliases. */
public record ContactId(long value) {

    /** Reads what {@link #toString} wrote; anything else is an IllegalArgumentException. */
    public static ContactId of(String text) {
        return new ContactId(Long.parseLong(text));
    }

    @Override
    public String toString() {
        return Long.toString(value);
    }
}
