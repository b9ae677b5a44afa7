package org.minori.scoring;

import java.time.Instant;
import org.jspecify.annotations.Nullable;
import org.minori.tracking.TouchpointId;

/** One row of the ledger: how many points, by which rule and why. */
public record LedgerEntry(
        long id,
        String score,
        int points,
        String rule,
        int ruleVersion,
        @Nullable TouchpointId touchpoint,
        @Nullable String reason,
        Instant at) {}
