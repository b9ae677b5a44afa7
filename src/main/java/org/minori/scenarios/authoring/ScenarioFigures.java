package org.minori.scenarios.authoring;

import java.util.Collection;
import java.util.Map;

/** How many contacts are in each scenario; the side that runs them brings it, and lists show it. */
public interface ScenarioFigures {

    /** The numbers of one scenario, over all its versions. */
    record Figures(long running, long converted, long incidents) {}

    /** The numbers by key; a scenario that nobody has entered may be missing. */
    Map<String, Figures> of(Collection<String> keys);
}
