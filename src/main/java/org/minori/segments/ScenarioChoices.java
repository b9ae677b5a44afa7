package org.minori.segments;

import java.util.Map;

/** The scenarios that a rule can name: the module that has them brings a bean, since segments may not know them. */
public interface ScenarioChoices {

    /** Keys and names in the order of a menu. */
    Map<String, String> scenarios();
}
