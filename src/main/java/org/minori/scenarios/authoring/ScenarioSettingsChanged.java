package org.minori.scenarios.authoring;

/** What holds for the runs of a scenario was changed. */
public record ScenarioSettingsChanged(String key) {}
