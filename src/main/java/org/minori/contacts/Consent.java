package org.minori.contacts;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** The proof of a right to write: on what basis, since when, and the wording that was shown. */
public record Consent(
        ConsentBasis basis, Instant obtainedAt, @Nullable String wording) {}
