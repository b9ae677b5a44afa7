package org.minori.scenarios.reading;

import java.util.List;

/** What differs between two drawings of a scenario, in plain words. */
public record ScenarioChanges(List<Change> changes) {

    /** What became of an element of the drawing. */
    public enum Kind {
        ADDED,
        REMOVED,
        CHANGED
    }

    /**
     * One element that differs.
     *
     * @param element its id, in the newer drawing unless it was removed
     * @param name what people call it
     * @param says what it does, as a sentence; empty where there is nothing to say
     * @param settings what differs in an element that is in both
     */
    public record Change(String element, Kind kind, String name, String says, List<Setting> settings) {}

    /** One thing that was set otherwise; what stands for nothing is a word, never empty. */
    public record Setting(String name, Value before, Value after) {

        public Setting(String name, String before, String after) {
            this(name, new Value(before, ""), new Value(after, ""));
        }
    }

    /**
     * What something was set to.
     *
     * @param path the page of what it names, such as an e-mail; empty where there is none
     */
    public record Value(String words, String path) {}

    /** Those of one kind. */
    public List<Change> of(Kind kind) {
        return changes.stream().filter(change -> change.kind() == kind).toList();
    }
}
