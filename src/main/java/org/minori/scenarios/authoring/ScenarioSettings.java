package org.minori.scenarios.authoring;

import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * What holds for all runs of a scenario, whichever version they follow.
 *
 * @param exits segments that end a run when its contact enters one
 * @param suppressed segments that do so too, and whose members are not let in
 * @param lateHours after how many hours a mail is not sent any more where its step doesn't say; null for never
 */
public record ScenarioSettings(
        Set<String> exits, Set<String> suppressed, @Nullable Integer lateHours) {

    static final ScenarioSettings NONE = new ScenarioSettings(Set.of(), Set.of(), null);
}
