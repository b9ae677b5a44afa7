package org.minori.delivery;

/** Names one mail in the outbox. */
public record OutboxId(long value) {

    /** Reads what {@link #toString} wrote; anything else is an IllegalArgumentException. */
    public static OutboxId of(String text) {
        return new OutboxId(Long.parseLong(text));
    }

    @Override
    public String toString() {
        return Long.toString(value);
    }
}
