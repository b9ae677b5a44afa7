package org.minori.scenarios.authoring;

/** A scenario that contacts can enter now: its newest version and the rule for coming back. */
public record PublishedScenario(
        String key, String name, int version, String processDefinitionId, Reentry reentry, int reentryAfterDays) {

    /** Whether a contact may run through a scenario again. */
    public enum Reentry {
        NEVER,
        AFTER_DAYS,
        ALWAYS
    }
}
