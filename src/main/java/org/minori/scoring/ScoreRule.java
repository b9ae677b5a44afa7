package org.minori.scoring;

import org.jspecify.annotations.Nullable;

/**
 * What one kind of touchpoint is worth.
 *
 * @param name its own name; null for a shipped rule, which the message files name
 * @param subject only touchpoints about this; null for all
 * @param urlPattern only pages whose path or address is like this, with {@code *} for anything; null for all
 * @param limitTimes counted at most so often for one contact within limitDays; null for no limit
 */
public record ScoreRule(
        String key,
        @Nullable String name,
        String eventType,
        @Nullable String subject,
        @Nullable String urlPattern,
        String score,
        int points,
        @Nullable Integer limitTimes,
        @Nullable Integer limitDays,
        int version,
        boolean active) {}
