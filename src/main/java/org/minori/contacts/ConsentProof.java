package org.minori.contacts;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** One entry of the consent ledger: who gave or refused what, when, how, and the wording that was shown. */
public record ConsentProof(
        Kind kind,
        @Nullable ConsentBasis basis,
        Instant obtainedAt,
        @Nullable String wording,
        String source,
        String recordedBy,
        Instant recordedAt) {

    /** Whether it opened or closed the right to write or to note opens and clicks, or took back what was noted by mistake. */
    public enum Kind {
        GIVEN,
        WITHDRAWN,
        TAKEN_BACK,
        TRACKING_GIVEN,
        TRACKING_WITHDRAWN,
        TRACKING_CLEARED
    }
}
