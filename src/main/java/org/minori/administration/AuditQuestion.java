package org.minori.administration;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * Which rows of the audit log are asked for; what is null leaves all in.
 *
 * @param actor who did it, such as {@code user:7}
 * @param thing a kind such as {@code scenario}, or one thing such as {@code scenario:welcome}
 */
public record AuditQuestion(
        @Nullable String actor,
        @Nullable String action,
        @Nullable String thing,
        @Nullable Instant from,
        @Nullable Instant until) {

    public static final AuditQuestion EVERYTHING = new AuditQuestion(null, null, null, null, null);
}
