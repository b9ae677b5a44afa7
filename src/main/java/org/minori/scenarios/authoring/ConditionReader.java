package org.minori.scenarios.authoring;

import java.math.BigDecimal;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.minori.contacts.ContactField;
import org.minori.scenarios.authoring.CompiledScenario.Step;
import org.minori.scenarios.authoring.Condition.All;
import org.minori.scenarios.authoring.Condition.Any;
import org.minori.scenarios.authoring.Condition.Comparison;
import org.minori.scenarios.authoring.Condition.Not;
import org.minori.scenarios.authoring.Condition.Operator;
import org.minori.scenarios.authoring.Diagram.Flow;

/** Reads the conditions of the flows and holds them against the steps that could make them true. */
final class ConditionReader {

    static final String CONDITION = "condition";
    private static final Set<String> OUTCOMES = Set.of("accepted", "returned", "won", "lost");
    private static final Set<String> CALLED = Set.of("converted", "exhausted", "handedOver", "left", "refused");
    private static final Set<String> FINAL_OUTCOMES = Set.of("won", "lost");

    private final Choices choices;
    private final Problems problems;
    private final Map<String, Step> results = new LinkedHashMap<>();
    private boolean untilOutcome;

    ConditionReader(Map<String, Step> steps, StepCatalogue catalogue, Choices choices, Problems problems) {
        this.choices = choices;
        this.problems = problems;
        for (var step : steps.values()) {
            catalogue
                    .find(step.kind())
                    .flatMap(kind -> kind.parameter("result"))
                    .ifPresent(result -> results.put(step.parameter("result", result.otherwise()), step));
        }
    }

    /** The conditions by flow id; a flow whose condition can't be read has none. */
    Map<String, Condition> read(Diagram diagram) {
        var conditions = new LinkedHashMap<String, Condition>();
        for (var flow : diagram.flows()) {
            flow.properties().keySet().stream()
                    .filter(name -> !name.equals(CONDITION))
                    .forEach(name -> problems.error(flow.id(), "unknownProperty", name));
            var text = flow.properties().get(CONDITION);
            if (text != null) {
                read(flow, text).ifPresent(condition -> conditions.put(flow.id(), condition));
            }
        }
        return conditions;
    }

    /** Whether some condition asks for won or lost, so that a handed-over lead stays until sales has closed it. */
    boolean asksForFinalOutcome() {
        return untilOutcome;
    }

    /** One condition; what is wrong with it is noted at the flow. */
    Optional<Condition> read(Flow flow, String text) {
        try {
            var condition = ConditionParser.parse(text);
            check(flow, condition);
            return Optional.of(condition);
        } catch (ConditionFault fault) {
            problems.error(flow.id(), fault.key(), fault.position(), fault.found());
            return Optional.empty();
        }
    }

    private void check(Flow flow, Condition condition) {
        if (condition instanceof All all) {
            all.conditions().forEach(part -> check(flow, part));
        } else if (condition instanceof Any any) {
            any.conditions().forEach(part -> check(flow, part));
        } else if (condition instanceof Not not) {
            check(flow, not.condition());
        } else if (condition instanceof Comparison comparison) {
            checkComparison(flow, comparison);
        }
    }

    private void checkComparison(Flow flow, Comparison comparison) {
        var key = comparison.left().key();
        switch (comparison.left().source()) {
            case SCORE -> {
                if (!(comparison.right() instanceof BigDecimal)) {
                    problems.error(flow.id(), "conditionNumber", "score." + key);
                }
            }
            case FIELD -> checkField(flow, comparison);
            case STAGE -> {
                if (!(comparison.right() instanceof String stage) || !ParameterRules.isStage(stage)) {
                    problems.error(flow.id(), "unknownStage", comparison.right().toString());
                }
                checkEquality(flow, comparison, "stage");
            }
            case RESULT -> checkResult(flow, comparison);
        }
    }

    private void checkField(Flow flow, Comparison comparison) {
        var key = comparison.left().key();
        var field = choices.field(key);
        if (field.isEmpty()) {
            problems.error(flow.id(), "unknownField", key);
        } else if (choices.areKnown()
                && field.get().type() == ContactField.Type.NUMBER
                && !(comparison.right() instanceof BigDecimal)) {
            problems.error(flow.id(), "conditionNumber", "field." + key);
        }
    }

    private void checkResult(Flow flow, Comparison comparison) {
        var name = comparison.left().key();
        var step = results.get(name);
        if (step == null) {
            problems.error(flow.id(), "unknownResultName", name);
            return;
        }
        checkEquality(flow, comparison, name);
        var value = comparison.right().toString();
        switch (step.kind()) {
            case "checkSegment" -> {
                if (!(comparison.right() instanceof Boolean)) {
                    problems.error(flow.id(), "conditionTruth", name);
                }
            }
            case "splitRandomly" -> {
                var variants = ParameterRules.variants(step.parameter("weights", ""));
                if (!variants.contains(value)) {
                    problems.warning(flow.id(), "neverTrue", name, value);
                }
            }
            case "callScenario" -> {
                if (!CALLED.contains(value)) {
                    problems.warning(flow.id(), "neverTrue", name, value);
                }
            }
            case "decide" -> {
                var answers = choices.answers(step.parameter("table", ""));
                if (!answers.isEmpty() && !answers.contains(value)) {
                    problems.warning(flow.id(), "neverTrue", name, value);
                }
            }
            case "handOffToSales" -> {
                untilOutcome |= FINAL_OUTCOMES.contains(value);
                if (!OUTCOMES.contains(value)) {
                    problems.warning(flow.id(), "neverTrue", name, value);
                }
            }
            default -> {
                // Other results may be anything.
            }
        }
    }

    private void checkEquality(Flow flow, Comparison comparison, String name) {
        if (comparison.operator() != Operator.EQ && comparison.operator() != Operator.NE) {
            problems.error(flow.id(), "conditionEquality", name);
        }
    }
}
