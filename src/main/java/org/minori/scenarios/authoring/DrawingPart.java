package org.minori.scenarios.authoring;

/** What a drawing is made of beside steps: where ways part and end, and the goal. */
public enum DrawingPart {
    BRANCH("bpmn:ExclusiveGateway", "arrows-split-2"),
    FIRST_OF("bpmn:EventBasedGateway", "hourglass"),
    TOGETHER("bpmn:ParallelGateway", "git-fork"),
    END("bpmn:EndEvent", "flag"),
    GOAL("bpmn:SubProcess", "target");

    private final String element;
    private final String icon;

    DrawingPart(String element, String icon) {
        this.element = element;
        this.icon = icon;
    }

    /** The BPMN element that carries it. */
    public String element() {
        return element;
    }

    /** The name of a symbol in the sprite. */
    public String icon() {
        return icon;
    }
}
