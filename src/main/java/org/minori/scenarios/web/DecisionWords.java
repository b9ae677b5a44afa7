package org.minori.scenarios.web;

import java.util.Arrays;
import java.util.Map;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.minori.web.Texts;
import org.springframework.stereotype.Component;

/** Says why a run went on as it did in the words of people: the log notes names and values, such as {@code score.overall = 24}. */
@Component
class DecisionWords {

    private static final Pattern COMPARED = Pattern.compile("(score\\.|field\\.)?([A-Za-z][A-Za-z0-9_-]*)(?: = (.*))?");
    private static final Map<String, String> KNOWN = Map.of(
            "byHand", "scenarios.why.byHand",
            "stage", "scenarios.why.stage",
            "salesOutcome", "scenarios.why.salesOutcome",
            "inSegment", "scenarios.why.inSegment",
            "variant", "scenarios.why.variant");

    private final Texts texts;

    DecisionWords(Texts texts) {
        this.texts = texts;
    }

    /** The whole note; what it does not know stays as it is. */
    @Nullable
    String of(@Nullable String note) {
        return note == null
                ? null
                : Arrays.stream(note.split("; ", -1))
                        .map(this::one)
                        .collect(Collectors.joining(texts.of("scenarios.why.and")));
    }

    private String one(String part) {
        var compared = COMPARED.matcher(part);
        if (!compared.matches()) {
            return part;
        }
        var source = compared.group(1);
        var name = compared.group(2);
        var value = compared.group(3) == null ? "" : compared.group(3);
        if ("field.".equals(source)) {
            return texts.of("scenarios.why.field", name);
        }
        if ("score.".equals(source)) {
            return name.equals("overall")
                    ? texts.of("scenarios.why.overall", value)
                    : texts.of("scenarios.why.score", name, value);
        }
        var known = KNOWN.get(name);
        return known == null ? part : texts.of(known, value(name, value));
    }

    private String value(String name, String value) {
        return switch (name) {
            case "stage" -> texts.of("web.stage." + value);
            case "salesOutcome" -> texts.of("scenarios.why.salesOutcome." + value);
            case "inSegment" -> texts.of("true".equals(value) ? "scenarios.why.yes" : "scenarios.why.no");
            default -> value;
        };
    }
}
