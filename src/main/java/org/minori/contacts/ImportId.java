package org.minori.contacts;

/** Names one import. */
public record ImportId(long value) {

    /** Reads what {@link #toString} wrote; anything else is an IllegalArgumentException. */
    public static ImportId of(String text) {
        return new ImportId(Long.parseLong(text));
    }

    @Override
    public String toString() {
        return Long.toString(value);
    }
}
