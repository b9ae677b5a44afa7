package org.minori.scenarios.authoring;

import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * A kind of step that a drawing can use.
 *
 * @param icon the name of a symbol in the sprite
 * @param working whether it runs; a drawing that uses one that does not is refused by its name
 */
public record StepKind(
        String key, Set<Shape> shapes, Group group, String icon, boolean working, List<StepParameter> parameters) {

    /** The BPMN element that carries it. */
    public enum Shape {
        START("bpmn:StartEvent"),
        SERVICE("bpmn:ServiceTask"),
        CATCH("bpmn:IntermediateCatchEvent"),
        BOUNDARY("bpmn:BoundaryEvent"),
        USER("bpmn:UserTask");

        private final String element;

        Shape(String element) {
            this.element = element;
        }

        public String element() {
            return element;
        }
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
