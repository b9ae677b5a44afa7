package org.minori.contacts;

import java.util.Arrays;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Which contacts to list, in which order, from where on. */
public record ContactQuery(
        @Nullable String text,
        @Nullable Stage stage,
        @Nullable String tag,
        @Nullable CompanyId company,
        Order order,
        @Nullable String after,
        int limit) {

    /** The orders that an index serves; nothing of what a caller writes ever becomes part of a statement. */
    public enum Order {
        NEWEST("-createdAt"),
        OLDEST("createdAt"),
        NAME("name"),
        CHANGED("-updatedAt");

        private final String word;

        Order(String word) {
            this.word = word;
        }

        /** The word of the API and of addresses. */
        public String word() {
            return word;
        }

        public static Optional<Order> of(String word) {
            return Arrays.stream(values())
                    .filter(order -> order.word.equals(word))
                    .findFirst();
        }
    }

    /** The newest contacts. */
    public static ContactQuery newest(int limit) {
        return new ContactQuery(null, null, null, null, Order.NEWEST, null, limit);
    }
}
