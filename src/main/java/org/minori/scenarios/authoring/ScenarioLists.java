package org.minori.scenarios.authoring;

import java.util.List;

/** How a step names several scenarios: keys joined by commas, or one word for all of them. */
public final class ScenarioLists {

    private static final String ALL = "all";

    private ScenarioLists() {}

    /** Whether every other scenario is meant. */
    public static boolean isAll(String value) {
        return value.strip().equals(ALL);
    }

    /** The keys that it names; none when all are meant. */
    public static List<String> keys(String value) {
        return isAll(value) ? List.of() : List.of(value.strip().split("\\s*,\\s*", -1));
    }
}
