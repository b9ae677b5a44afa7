package org.minori.scenarios.authoring;

/** A new version of a scenario may be entered from now on; told inside the publishing transaction. */
public record ScenarioPublished(String key, int version) {}
