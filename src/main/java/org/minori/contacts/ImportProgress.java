package org.minori.contacts;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** One import as pages and the API see it. */
public record ImportProgress(
        ImportId id,
        String fileName,
        long fileSize,
        ImportState state,
        String encoding,
        long rows,
        long processed,
        long created,
        long updated,
        long unchanged,
        long refused,
        long duplicates,
        long undone,
        long kept,
        @Nullable String failure,
        String createdBy,
        Instant createdAt,
        @Nullable Instant startedAt,
        @Nullable Instant finishedAt) {}
