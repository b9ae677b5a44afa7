package org.minori.scenarios.web;

import java.util.stream.Collectors;
import org.minori.scenarios.authoring.StepParameter;
import org.minori.web.Texts;
import org.springframework.stereotype.Component;

/** Says what a setting of a step takes, as the help page tells it. Public, since templates can't read others. */
@Component
public class SettingWords {

    private final Texts texts;

    SettingWords(Texts texts) {
        this.texts = texts;
    }

    /** Such as "chosen from a list" or "a number from 1 to 12". */
    public String takes(StepParameter parameter) {
        if (!parameter.list().isEmpty() && !parameter.list().startsWith("@")) {
            return texts.of("authoring.steps.takes.LIST");
        }
        return switch (parameter.type()) {
            case CHOICE ->
                texts.of(
                        "authoring.steps.takes.CHOICE",
                        parameter.choices().stream()
                                .map(choice -> texts.of("studio.choice." + parameter.name() + "." + choice))
                                .collect(Collectors.joining(texts.of("studio.reading.comma"))));
            case NUMBER -> texts.of("authoring.steps.takes.NUMBER", parameter.least(), parameter.most());
            case BOOLEAN, DATE, TIME, WEIGHTS, RESULT, URL_PATTERN, CRON ->
                texts.of("authoring.steps.takes." + parameter.type());
            case SCENARIOS -> texts.of("authoring.steps.takes.LIST");
            default -> texts.of("authoring.steps.takes.TEXT");
        };
    }
}
