package org.minori.scenarios.authoring;

import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.minori.contacts.ContactField;
import org.minori.scenarios.authoring.CompiledScenario.Step;
import org.minori.scenarios.authoring.Diagram.Node;
import org.minori.scenarios.authoring.StepKind.Shape;

/** Finds the step of each node and holds it against the catalogue. */
final class StepReader {

    private static final String STEP = "minori:step";
    private static final Set<String> RESULTS = Set.of("converted", "exhausted", "handedOver", "left");
    private static final Set<String> DATED = Set.of("waitUntilDate", "startOnDate");

    private final StepCatalogue catalogue;
    private final Choices choices;
    private final Problems problems;
    private final ParameterRules rules;
    private final String scenario;

    /** Reads the steps of the scenario with the key. */
    StepReader(String scenario, StepCatalogue catalogue, Choices choices, Problems problems) {
        this.scenario = scenario;
        this.catalogue = catalogue;
        this.choices = choices;
        this.problems = problems;
        this.rules = new ParameterRules(choices, problems);
    }

    /** The steps by element id; those that have a fault are among them where their kind is known. */
    Map<String, Step> read(Diagram diagram) {
        var steps = new LinkedHashMap<String, Step>();
        for (var node : diagram.nodes()) {
            read(node).ifPresent(step -> steps.put(node.id(), step));
        }
        return steps;
    }

    private Optional<Step> read(Node node) {
        var shape = shape(node);
        if (shape == null) {
            checkWithoutStep(node);
            return Optional.empty();
        }
        var key = node.properties().get(STEP);
        if (key == null) {
            problems.error(node.id(), "noStep");
            return Optional.empty();
        }
        var kind = catalogue.find(key);
        if (kind.isEmpty()) {
            problems.error(node.id(), "unknownStep", key);
            return Optional.empty();
        }
        return read(node, kind.get(), shape);
    }

    private Optional<Step> read(Node node, StepKind kind, Shape shape) {
        var name = MessageText.of(kind.nameKey());
        boolean fits = node.isGoalStart() ? kind.startsGoals() : kind.shapes().contains(shape);
        if (!fits) {
            problems.error(node.id(), "stepElsewhere", name, kind.key());
        }
        var parameters = new LinkedHashMap<>(node.properties());
        parameters.remove(STEP);
        parameters.forEach((parameter, value) -> kind.parameter(parameter)
                .ifPresentOrElse(
                        known -> rules.check(node.id(), known, value),
                        () -> problems.error(node.id(), "unknownParameter", parameter, name)));
        kind.parameters().stream()
                .filter(parameter -> parameter.required() && !parameters.containsKey(parameter.name()))
                .forEach(parameter -> problems.error(
                        node.id(), "missingParameter", MessageText.of("authoring.parameter." + parameter.name())));
        var step = new Step(node.id(), kind.key(), Map.copyOf(parameters));
        checkTogether(step);
        checkDefinition(node, kind);
        return fits ? Optional.of(step) : Optional.empty();
    }

    private static @Nullable Shape shape(Node node) {
        return switch (node.type()) {
            case "startEvent" -> Shape.START;
            case "serviceTask", "sendTask", "task" -> Shape.SERVICE;
            case "intermediateCatchEvent" -> Shape.CATCH;
            case "boundaryEvent" -> Shape.BOUNDARY;
            case "userTask" -> Shape.USER;
            case "callActivity" -> Shape.CALL;
            default -> null;
        };
    }

    private void checkWithoutStep(Node node) {
        node.properties().forEach((name, value) -> {
            boolean result = node.is("endEvent") && name.equals("result");
            if (result && !RESULTS.contains(value)) {
                problems.error(node.id(), "unknownResult", value);
            } else if (!result && name.equals(STEP)) {
                problems.error(node.id(), "stepElsewhere", value, value);
            } else if (!result && !node.is(Diagram.UNKNOWN)) {
                problems.error(node.id(), "unknownProperty", name);
            }
        });
    }

    private void checkTogether(Step step) {
        var parameters = step.parameters();
        if (step.kind().equals("waitUntilDate") && parameters.containsKey("field") == parameters.containsKey("date")) {
            problems.error(step.element(), "fieldOrDate");
        }
        if (step.kind().equals("waitForEvent")) {
            checkEvent(step);
        }
        var called = step.parameter("scenario", "");
        if (step.kind().equals("callScenario") && (called.equals(scenario) || callsBack(called, new HashSet<>()))) {
            problems.error(step.element(), "callsBack", called);
        }
        if (step.kind().equals("startOnEmail")
                && parameters.containsKey("link")
                && !step.parameter("action", "").equals("clicked")) {
            problems.error(step.element(), "linkOnlyForClicks");
        }
        if (ScenarioLists.keys(step.parameter("scenarios", "")).contains(scenario)) {
            problems.error(step.element(), "leavesItself");
        }
        if (step.kind().equals("sendEmail") && choices.hasSampleLink(step.parameter("email", ""))) {
            problems.warning(step.element(), "sampleLink", step.parameter("email", ""));
        }
        var field = parameters.get("field");
        if (field != null && choices.areKnown()) {
            choices.field(field).ifPresent(known -> checkField(step, known));
        }
    }

    /** Whether the scenario calls, over however many others, the one that is read. */
    private boolean callsBack(String called, Set<String> seen) {
        return choices.calls(called).stream()
                .anyMatch(next -> next.equals(scenario) || seen.add(next) && callsBack(next, seen));
    }

    private void checkEvent(Step step) {
        var event = step.parameter("event", "");
        var subject = step.parameter("subject", "");
        boolean byScore = event.equals("scoreReached");
        if (byScore != step.parameters().containsKey("atLeast")) {
            problems.error(step.element(), byScore ? "atLeastNeeded" : "atLeastElsewhere");
        }
        switch (event) {
            case "emailOpened", "emailClicked" -> {
                if (!subject.isEmpty() && !choices.email(subject)) {
                    problems.error(step.element(), "unknownEmail", subject);
                }
            }
            case "segmentEntered" -> {
                if (!choices.segment(subject)) {
                    problems.error(step.element(), "unknownSegment", subject);
                }
            }
            case "stageChanged" -> {
                if (!ParameterRules.isStage(subject)) {
                    problems.error(step.element(), "unknownStage", subject);
                }
            }
            default -> {
                // Other events may have any subject.
            }
        }
    }

    private void checkField(Step step, ContactField field) {
        if (DATED.contains(step.kind()) && field.type() != ContactField.Type.DATE) {
            problems.error(step.element(), "noDateField", field.key());
        }
        var value = step.parameters().get("value");
        if (step.kind().equals("updateContact") && value != null) {
            boolean fits = switch (field.type()) {
                case NUMBER -> ParameterRules.isNumber(value);
                case DATE -> ParameterRules.isDate(value);
                case BOOLEAN -> value.equals("true") || value.equals("false");
                case TEXT -> true;
            };
            if (!fits || !choices.takes(field, value)) {
                problems.error(step.element(), "parameterValue", MessageText.of("authoring.parameter.value"), value);
            }
        }
    }

    /** A symbol in the drawing must not say something else than the step does. */
    private void checkDefinition(Node node, StepKind kind) {
        List<DrawnElement> definitions = node.drawn().children().stream()
                .filter(child -> child.name().endsWith("EventDefinition"))
                .toList();
        if (definitions.isEmpty()) {
            return;
        }
        var wanted = kind.symbol() == StepKind.Symbol.TIMER ? "timerEventDefinition" : "messageEventDefinition";
        if (definitions.size() > 1 || !definitions.get(0).is(wanted)) {
            problems.error(node.id(), "symbolElsewhere", MessageText.of(kind.nameKey()));
        }
    }
}
