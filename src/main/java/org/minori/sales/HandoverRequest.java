package org.minori.sales;

import java.time.Duration;
import org.jspecify.annotations.Nullable;
import org.minori.contacts.ContactId;

/**
 * A lead that sales should take.
 *
 * @param once unique for ever: a second request with the same word is the same task
 * @param sender who waits for the answer, in a word of its own; null where nobody does
 * @param scenario the name of the scenario that hands over, for people
 * @param acceptWithin how long sales has to accept; null for the usual
 */
public record HandoverRequest(
        String once,
        ContactId contact,
        @Nullable String sender,
        @Nullable String scenario,
        @Nullable String team,
        @Nullable Duration acceptWithin,
        @Nullable Duration remindAfter,
        @Nullable String message) {}
