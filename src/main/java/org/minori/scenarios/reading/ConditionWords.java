package org.minori.scenarios.reading;

import java.math.BigDecimal;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.minori.scenarios.authoring.CompiledScenario.Step;
import org.minori.scenarios.authoring.Condition;
import org.minori.scenarios.authoring.Condition.All;
import org.minori.scenarios.authoring.Condition.Any;
import org.minori.scenarios.authoring.Condition.Comparison;
import org.minori.scenarios.authoring.Condition.Not;
import org.minori.scenarios.authoring.Condition.Operator;
import org.minori.scenarios.authoring.ScenarioOutline;
import org.minori.scenarios.authoring.StepCatalogue;

/** Conditions as people say them. */
class ConditionWords {

    private final Labels labels;
    private final Map<String, Step> results = new HashMap<>();

    ConditionWords(Labels labels, StepCatalogue catalogue, ScenarioOutline outline) {
        this.labels = labels;
        for (var node : outline.nodes()) {
            var step = node.step();
            if (step != null) {
                catalogue.find(step.kind()).stream()
                        .flatMap(kind -> kind.parameters().stream())
                        .filter(parameter -> parameter.name().equals("result"))
                        .forEach(result -> results.put(step.parameter("result", result.otherwise()), step));
            }
        }
    }

    String of(Condition condition) {
        if (condition instanceof All all) {
            return joined(all.conditions(), "studio.reading.and");
        }
        if (condition instanceof Any any) {
            return joined(any.conditions(), "studio.reading.or");
        }
        if (condition instanceof Not not) {
            return labels.text("studio.reading.not", of(not.condition()));
        }
        return comparison((Comparison) condition);
    }

    private String joined(List<Condition> parts, String key) {
        return parts.stream()
                .map(part -> part instanceof All || part instanceof Any
                        ? labels.text("studio.reading.group", of(part))
                        : of(part))
                .collect(Collectors.joining(labels.text(key)));
    }

    private String comparison(Comparison comparison) {
        var key = comparison.left().key();
        return switch (comparison.left().source()) {
            case SCORE -> compared(labels.text("studio.reading.score", labels.of("score", key)), comparison, "");
            case FIELD -> compared(labels.text("studio.reading.field", labels.of("field", key)), comparison, "");
            case STAGE -> compared(labels.text("studio.reading.stage"), comparison, "stage");
            case RESULT -> result(key, comparison);
        };
    }

    private String result(String name, Comparison comparison) {
        var step = results.get(name);
        if (step == null) {
            return compared(name, comparison, "");
        }
        boolean same = comparison.operator() == Operator.EQ;
        return switch (step.kind()) {
            case "checkSegment" ->
                labels.text(
                        same == Boolean.TRUE.equals(comparison.right())
                                ? "studio.reading.inSegment"
                                : "studio.reading.notInSegment",
                        labels.of("segment", step.parameter("segment", "…")));
            case "splitRandomly" -> compared(labels.text("studio.reading.variant"), comparison, "");
            case "handOffToSales" -> compared(labels.text("studio.reading.salesOutcome"), comparison, "salesOutcome");
            default ->
                compared(
                        labels.text("studio.reading.resultOf", labels.text("authoring.step." + step.kind() + ".name")),
                        comparison,
                        "");
        };
    }

    private String compared(String left, Comparison comparison, String meaning) {
        return labels.text("studio.reading.compare." + comparison.operator(), left, right(comparison, meaning));
    }

    private String right(Comparison comparison, String meaning) {
        var value = comparison.right();
        if (value instanceof BigDecimal number) {
            return number.stripTrailingZeros().toPlainString();
        }
        if (value instanceof Boolean truth) {
            return labels.text(truth ? "scenarios.why.yes" : "scenarios.why.no");
        }
        var text = value.toString();
        return switch (meaning) {
            case "stage" -> labels.of("stage", text);
            case "salesOutcome" ->
                List.of("accepted", "returned", "won", "lost").contains(text)
                        ? labels.text("scenarios.why.salesOutcome." + text)
                        : text;
            case "ending" ->
                List.of("converted", "handedOver", "exhausted", "left", "refused")
                                .contains(text)
                        ? labels.text("studio.result." + text)
                        : text;
            default -> text;
        };
    }
}
