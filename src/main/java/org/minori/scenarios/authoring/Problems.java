package org.minori.scenarios.authoring;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.minori.scenarios.authoring.Problem.Severity;

/** Collects everything that is wrong, so that the author sees it all at once. */
final class Problems {

    private static final int MOST = 500;
    private static final int LONGEST_ARGUMENT = 80;

    private final List<Problem> found = new ArrayList<>();
    private boolean errors;

    /** Notes what keeps the drawing from being published. */
    void error(@Nullable String element, String key, Object... arguments) {
        add(element, Severity.ERROR, key, arguments);
    }

    /** Notes what the author should know. */
    void warning(@Nullable String element, String key, Object... arguments) {
        add(element, Severity.WARNING, key, arguments);
    }

    boolean hasErrors() {
        return errors;
    }

    /** All of them: those of the whole drawing first, then as one reads the diagram. */
    List<Problem> inOrder(Map<String, Integer> places) {
        return found.stream()
                .distinct()
                .sorted(Comparator.comparingInt(problem ->
                        problem.element() == null ? -1 : places.getOrDefault(problem.element(), Integer.MAX_VALUE)))
                .toList();
    }

    private void add(@Nullable String element, Severity severity, String key, Object... arguments) {
        errors |= severity == Severity.ERROR;
        if (found.size() >= MOST) {
            return;
        }
        var shown = new ArrayList<Object>();
        for (var argument : arguments) {
            shown.add(argument instanceof String text ? cut(text) : argument);
        }
        found.add(new Problem(
                element == null ? null : cut(element), severity, "authoring.problem." + key, List.copyOf(shown)));
    }

    private static String cut(String text) {
        return text.length() <= LONGEST_ARGUMENT ? text : text.substring(0, LONGEST_ARGUMENT) + "…";
    }
}
