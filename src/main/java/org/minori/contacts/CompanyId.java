package org.minori.contacts;

/** Names one company. */
public record CompanyId(long value) {

    /** Reads what {@link #toString} wrote; anything else is an IllegalArgumentException. */
    public static CompanyId of(String text) {
        return new CompanyId(Long.parseLong(text));
    }

    @Override
    public String toString() {
        return Long.toString(value);
    }
}
