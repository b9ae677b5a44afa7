package org.minori.scenarios.web;

import io.swagger.v3.oas.annotations.media.Schema;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.minori.scenarios.authoring.Problem;
import org.minori.scenarios.authoring.Problem.Severity;
import org.minori.scenarios.authoring.ScenarioCompiler.Compilation;
import org.minori.web.Texts;

/** A problem as people read it: where, how bad, and how to mend it. Public, since templates can't read others. */
public record ProblemLine(
        @Nullable String element,
        String name,
        Severity severity,
        String message,
        String mend,
        List<String> details,
        @Nullable String setting) {

    /** A problem in the shape of the API. */
    @Schema(name = "DrawingProblem")
    record Json(
            @Nullable String element,
            String severity,
            String message,
            String mend,
            @Nullable String details,
            @Nullable String setting) {}

    static List<ProblemLine> of(Compilation compilation, Texts texts) {
        return compilation.problems().stream()
                .map(problem -> new ProblemLine(
                        problem.element(),
                        problem.element() == null ? "" : compilation.names().getOrDefault(problem.element(), ""),
                        problem.severity(),
                        text(problem, texts),
                        mend(problem, texts),
                        problem.details(),
                        problem.setting()))
                .toList();
    }

    static List<Json> json(List<Problem> problems, Texts texts) {
        return problems.stream()
                .map(problem -> new Json(
                        problem.element(),
                        problem.severity().name().toLowerCase(Locale.ROOT),
                        text(problem, texts),
                        mend(problem, texts),
                        problem.details().isEmpty() ? null : String.join(", ", problem.details()),
                        problem.setting()))
                .toList();
    }

    /** Why a drawing was not published: it has faults, or it is sound and only a setting is missing. */
    static String refusal(List<Problem> problems, Texts texts) {
        if (problems.stream().anyMatch(Problem::isFaultOfTheDrawing)) {
            return texts.of("authoring.publish.refused");
        }
        return problems.stream()
                .filter(problem -> problem.setting() != null)
                .map(problem ->
                        texts.of("authoring.publish.refused.setting", text(problem, texts), mend(problem, texts)))
                .collect(Collectors.joining(" "));
    }

    private static String text(Problem problem, Texts texts) {
        return texts.of(problem.messageKey(), problem.arguments().toArray());
    }

    private static String mend(Problem problem, Texts texts) {
        return texts.of(problem.mendKey(), problem.arguments().toArray());
    }

    public boolean isError() {
        return severity == Severity.ERROR;
    }

    /** What the element is called: its name, or its id where it has none. */
    public String label() {
        return name.isEmpty() && element != null ? element : name;
    }
}
