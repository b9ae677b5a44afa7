package org.minori.scenarios.authoring;

import java.time.Instant;
import org.jspecify.annotations.Nullable;
import org.minori.scenarios.authoring.PublishedScenario.Reentry;

/**
 * A scenario as lists and its page show it.
 *
 * @param version the published one, null before the first
 * @param draftErrors how many errors the draft had when it was saved
 * @param draftDiffers whether the draft is something else than the published version
 */
public record ScenarioView(
        String key,
        String name,
        State state,
        @Nullable Integer version,
        Instant draftUpdatedAt,
        int draftErrors,
        boolean draftDiffers,
        Reentry reentry,
        int reentryDays) {

    /** Whether contacts can enter. */
    public enum State {
        DRAFT,
        PUBLISHED
    }
}
