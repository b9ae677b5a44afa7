package org.minori.delivery;

import org.jspecify.annotations.Nullable;
import org.minori.contacts.ContactId;

/**
 * A mail that came to its turn without a server.
 *
 * @param origin what asked for it, such as {@code scenario:welcome/Activity_Send}
 * @param notNow why it waits, {@code cap}, {@code scenarioCap} or {@code quietHours}; null where it does not
 * @param never why it does not go out at all; null where it does
 */
public record MailTurn(
        long mail,
        ContactId contact,
        String email,
        String origin,
        @Nullable String notNow,
        @Nullable String never) {

    public boolean isSent() {
        return notNow == null && never == null;
    }
}
