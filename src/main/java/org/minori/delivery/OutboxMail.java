package org.minori.delivery;

import java.time.Duration;
import java.time.Instant;
import org.jspecify.annotations.Nullable;
import org.minori.contacts.ContactId;

/** A mail that a sender has claimed; attempt is the number that fences off everybody else. */
record OutboxMail(
        long id,
        String onceKey,
        ContactId contact,
        String email,
        String origin,
        @Nullable Duration lateAfter,
        boolean sendLate,
        boolean anyHour,
        boolean alsoWithSales,
        @Nullable String testTo,
        int attempt,
        int tries,
        boolean doubtful,
        Instant createdAt) {

    boolean isTest() {
        return testTo != null;
    }
}
