package org.minori.scenarios.authoring;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** One published version: when, and by which user (null for an API key). */
public record VersionView(
        int version,
        String name,
        Instant publishedAt,
        @Nullable String publishedBy) {}
