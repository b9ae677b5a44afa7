package org.minori.integration;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * A webhook as people and the API see it: without its secret.
 *
 * @param alerts whether it hears of the installation's alerts
 * @param failingSince since when no call has succeeded; null while all is well
 * @param waiting how many calls are still to be made
 * @param failed how many were given up
 */
public record WebhookView(
        String key,
        String name,
        String url,
        boolean active,
        boolean alerts,
        @Nullable Instant failingSince,
        @Nullable String lastAnswer,
        @Nullable Instant lastCallAt,
        long waiting,
        long failed) {}
