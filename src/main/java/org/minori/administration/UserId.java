package org.minori.administration;

/** Names one user of Minori. */
public record UserId(long value) {

    /** Reads what {@link #toString} wrote; anything else is an IllegalArgumentException. */
    public static UserId of(String text) {
        return new UserId(Long.parseLong(text));
    }

    @Override
    public String toString() {
        return Long.toString(value);
    }
}
