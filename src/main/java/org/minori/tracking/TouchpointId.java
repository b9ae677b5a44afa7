package org.minori.tracking;

/** Names one row of the touchpoint log. */
public record TouchpointId(long value) {

    /** Reads what {@link #toString} wrote; anything else is an IllegalArgumentException. */
    public static TouchpointId of(String text) {
        return new TouchpointId(Long.parseLong(text));
    }

    @Override
    public String toString() {
        return Long.toString(value);
    }
}
