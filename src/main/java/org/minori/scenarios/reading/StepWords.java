package org.minori.scenarios.reading;

import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.minori.scenarios.authoring.CompiledScenario.Step;
import org.minori.scenarios.authoring.ScenarioLists;
import org.minori.scenarios.authoring.ScenarioOutline.Node;
import org.minori.scenarios.authoring.StepCatalogue;
import org.minori.scenarios.authoring.StepKind;
import org.minori.scenarios.authoring.StepParameter;
import org.minori.scenarios.authoring.StepParameter.Type;
import org.springframework.context.MessageSource;
import org.springframework.context.i18n.LocaleContextHolder;

/**
 * Steps as people say them. A step has up to three sentences in the message files, each with its parameters in the order
 * of the catalogue: what it does ({@code studio.says}), what starts or ends a wait ({@code studio.when}), and how long one
 * waits for that ({@code studio.until}).
 */
class StepWords {

    private static final List<String> EVENTS_WITH_SUBJECT =
            List.of("emailOpened", "emailClicked", "pageViewed", "formSubmitted");

    private final Labels labels;
    private final StepCatalogue catalogue;
    private final MessageSource messages;

    StepWords(Labels labels, StepCatalogue catalogue, MessageSource messages) {
        this.labels = labels;
        this.catalogue = catalogue;
        this.messages = messages;
    }

    /** A whole sentence: what the step does. */
    String says(Node node) {
        var step = node.step();
        if (step == null) {
            return labels.text("studio.reading.noStep", node.name());
        }
        if (step.kind().equals("waitForEvent")
                || step.kind().equals("waitUntilDate")
                || step.kind().equals("wait")) {
            return labels.text("studio.reading.waits", phrase("until", step));
        }
        return phrase("says", step);
    }

    /** The first half of a sentence: what must happen. */
    String when(Node node) {
        var step = node.step();
        return step == null ? labels.text("studio.reading.noStep", node.name()) : phrase("when", step);
    }

    private String phrase(String form, Step step) {
        var key = "studio." + form + "." + step.kind();
        if (step.kind().equals("waitForEvent")) {
            return event(form, step);
        }
        if (step.kind().equals("waitUntilDate") && step.parameters().containsKey("field")) {
            key += ".field";
        }
        var kind = catalogue.find(step.kind()).orElseThrow();
        var arguments = kind.parameters().stream()
                .map(parameter -> (Object) value(parameter, step))
                .toArray();
        var found = message(key, arguments);
        return found != null ? found : plain(kind, step);
    }

    private String event(String form, Step step) {
        var event = step.parameter("event", "");
        var subject = step.parameter("subject", "");
        var key = "studio." + form + ".event." + event;
        if (EVENTS_WITH_SUBJECT.contains(event) && subject.isEmpty()) {
            key += ".any";
        }
        var list = subjects(step).getOrDefault(event, "");
        var about = event.equals("scoreReached") && subject.isEmpty() ? "overall" : subject;
        var found = message(key, new Object[] {labels.of(list, about), step.parameter("atLeast", missing())});
        return found != null
                ? found
                : labels.text("studio." + form + ".event", event.isEmpty() ? missing() : labels.of("reaction", event));
    }

    private Map<String, String> subjects(Step step) {
        return catalogue
                .find(step.kind())
                .flatMap(kind -> kind.parameters().stream()
                        .filter(parameter -> parameter.name().equals("subject"))
                        .findFirst())
                .map(parameter -> parameter.guide().lists())
                .orElse(Map.of());
    }

    /** A parameter's value as people say it; empty for none. */
    String value(StepParameter parameter, Step step) {
        var value = step.parameter(parameter.name(), parameter.otherwise());
        if (value.isEmpty()) {
            return parameter.required() ? missing() : "";
        }
        if (parameter.name().equals("unit") && step.parameter("amount", "").equals("1")) {
            return labels.text("studio.one." + value);
        }
        if (parameter.type() == Type.CHOICE) {
            return parameter.choices().contains(value)
                    ? labels.text("studio.choice." + parameter.name() + "." + value)
                    : value;
        }
        if (parameter.type() == Type.BOOLEAN) {
            return labels.text(Boolean.parseBoolean(value) ? "scenarios.why.yes" : "scenarios.why.no");
        }
        if (parameter.type() == Type.SCENARIOS) {
            return ScenarioLists.isAll(value)
                    ? labels.text("studio.reading.allScenarios")
                    : ScenarioLists.keys(value).stream()
                            .map(key -> labels.of("scenario", key))
                            .collect(Collectors.joining(labels.text("studio.reading.comma")));
        }
        var list = list(parameter, step);
        return list.isEmpty() ? value : labels.of(list, value);
    }

    /** The page of what a parameter's value names; empty where there is none. */
    String page(StepParameter parameter, Step step) {
        var value = step.parameter(parameter.name(), parameter.otherwise());
        return labels.page(list(parameter, step), value);
    }

    /** The list that names the value: where it follows another parameter, that one's value decides. */
    private static String list(StepParameter parameter, Step step) {
        var guide = parameter.guide();
        var list = guide.follows().isEmpty()
                ? parameter.list()
                : guide.lists().getOrDefault(step.parameter(guide.follows(), ""), "");
        return list.startsWith("@") ? "" : list;
    }

    /** A step for which no sentence was written: its name and what it is set to. */
    private String plain(StepKind kind, Step step) {
        var settings = kind.parameters().stream()
                .filter(parameter -> parameter.type() != Type.RESULT && parameter.required())
                .map(parameter -> value(parameter, step))
                .collect(Collectors.joining(labels.text("studio.reading.comma")));
        return labels.text("studio.reading.plain", labels.text(kind.nameKey()), settings);
    }

    private String missing() {
        return labels.text("studio.reading.missing");
    }

    private @Nullable String message(String key, Object[] arguments) {
        Locale locale = LocaleContextHolder.getLocale();
        var text = messages.getMessage(key, arguments, "", locale);
        return text == null || text.isEmpty() ? null : text;
    }
}
