package org.minori.scenarios.authoring;

import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * A kind of step that a drawing can use.
 *
 * @param icon the name of a symbol in the sprite
 */
public record StepKind(String key, Set<Shape> shapes, Group group, String icon, List<StepParameter> parameters) {

    /** The BPMN element that carries it. */
    public enum Shape {
        START("bpmn:StartEvent"),
        SERVICE("bpmn:ServiceTask"),
        CATCH("bpmn:IntermediateCatchEvent"),
        BOUNDARY("bpmn:BoundaryEvent"),
        USER("bpmn:UserTask"),
        CALL("bpmn:CallActivity");

        private final String element;

        Shape(String element) {
            this.element = element;
        }

        public String element() {
            return element;
        }
    }

    /** The symbol that the shape of an event carries in a drawing. */
    public enum Symbol {
        NONE,
        TIMER,
        MESSAGE
    }

    /** What a step leaves behind for conditions to ask for. */
    public enum Outcome {
        NONE,
        TRUTH,
        VARIANT,
        SALES,
        ENDING,
        WORD
    }

    /** What belongs together in menus and has one colour everywhere. */
    public enum Group {
        START("#4263eb"),
        MAIL("#206bc4"),
        WAIT("#667382"),
        DECISION("#2b8a3e"),
        SPLIT("#e8590c"),
        SCORE("#e67700"),
        CONTACT("#7048e8"),
        SALES("#c2255c"),
        SYSTEM("#0c8599");

        private final String colour;

        Group(String colour) {
            this.colour = colour;
        }

        public String colour() {
            return colour;
        }
    }

    private static final Set<String> GOAL_STARTS =
            Set.of("waitForEvent", "startOnEvent", "startOnScore", "startOnStage", "startOnSegment");
    private static final Set<String> BY_DATE = Set.of("startOnDate", "startOnSchedule");

    /** Whether it can begin a goal, which ends a run wherever it stands. */
    public boolean startsGoals() {
        return GOAL_STARTS.contains(key);
    }

    /** What an event that carries it waits for, as a symbol; a start by hand waits for nothing. */
    public Symbol symbol() {
        if (key.equals("startManually")) {
            return Symbol.NONE;
        }
        boolean timer = group == Group.WAIT && !key.equals("waitForEvent") || BY_DATE.contains(key);
        return timer ? Symbol.TIMER : Symbol.MESSAGE;
    }

    /** What conditions behind it can ask for under the name of its parameter {@code result}. */
    public Outcome outcome() {
        if (parameter("result").isEmpty()) {
            return Outcome.NONE;
        }
        return switch (key) {
            case "checkSegment" -> Outcome.TRUTH;
            case "splitRandomly" -> Outcome.VARIANT;
            case "handOffToSales" -> Outcome.SALES;
            case "callScenario" -> Outcome.ENDING;
            default -> Outcome.WORD;
        };
    }

    /** The message key of its name. */
    public String nameKey() {
        return "authoring.step." + key + ".name";
    }

    /** The message key of what it does, in a sentence or two. */
    public String helpKey() {
        return "authoring.step." + key + ".help";
    }

    /** The element that a modeler makes for it. */
    public String element() {
        return shapes.stream().sorted().findFirst().map(Shape::element).orElseThrow();
    }

    Optional<StepParameter> parameter(String name) {
        return parameters.stream()
                .filter(parameter -> parameter.name().equals(name))
                .findFirst();
    }
}
