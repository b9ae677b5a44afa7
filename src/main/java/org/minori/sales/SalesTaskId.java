package org.minori.sales;

/** Names one task of the sales task list. */
public record SalesTaskId(long value) {

    /** Reads what {@link #toString} wrote; anything else is an IllegalArgumentException. */
    public static SalesTaskId of(String text) {
        return new SalesTaskId(Long.parseLong(text));
    }

    @Override
    public String toString() {
        return Long.toString(value);
    }
}
