package org.minori.scenarios.authoring;

/** A scenario that contacts can enter now: its newest version, the rule for coming back and what else is set. */
public record PublishedScenario(
        String key,
        String name,
        int version,
        String processDefinitionId,
        Reentry reentry,
        int reentryAfterDays,
        ScenarioSettings settings) {

    /** Whether a contact may run through a scenario again. */
    public enum Reentry {
        NEVER,
        AFTER_DAYS,
        ALWAYS
    }
}
