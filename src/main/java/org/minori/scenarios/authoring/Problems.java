package org.minori.scenarios.authoring;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.minori.scenarios.authoring.Problem.Severity;

/** Collects everything that is wrong, so that the author sees it all at once. */
final class Problems {

    private static final int MOST = 500;
    private static final int MOST_DETAILS = 20;
    private static final int LONGEST_ARGUMENT = 80;

    /** What is the same but for its details is one problem. */
    private record Kind(
            @Nullable String element,
            Severity severity,
            String messageKey,
            List<Object> arguments,
            @Nullable String setting) {}

    private final Map<Kind, Set<String>> found = new LinkedHashMap<>();
    private boolean errors;

    /** Notes what keeps the drawing from being published. */
    void error(@Nullable String element, String key, Object... arguments) {
        add(element, Severity.ERROR, key, null, null, arguments);
    }

    /** Notes what the author should know. */
    void warning(@Nullable String element, String key, Object... arguments) {
        add(element, Severity.WARNING, key, null, null, arguments);
    }

    /** Notes a setting outside of the drawing that is missing: it can be compiled and tried out, but not published. */
    void unset(String element, String key, String setting) {
        add(element, Severity.ERROR, key, null, setting);
    }

    /** Notes what keeps the drawing from being published, where the file itself has to be named: a marketer reads the message without. */
    void errorIn(@Nullable String element, String key, String detail, Object... arguments) {
        add(element, Severity.ERROR, key, detail, null, arguments);
    }

    /** The same for what the author should know. */
    void warningIn(@Nullable String element, String key, String detail, Object... arguments) {
        add(element, Severity.WARNING, key, detail, null, arguments);
    }

    /** Whether the drawing itself has faults. */
    boolean hasErrors() {
        return errors;
    }

    /** All of them: those of the whole drawing first, then as one reads the diagram. */
    List<Problem> inOrder(Map<String, Integer> places) {
        return found.entrySet().stream()
                .map(one -> new Problem(
                        one.getKey().element(),
                        one.getKey().severity(),
                        one.getKey().messageKey(),
                        one.getKey().arguments(),
                        List.copyOf(one.getValue()),
                        one.getKey().setting()))
                .sorted(Comparator.comparingInt(problem ->
                        problem.element() == null ? -1 : places.getOrDefault(problem.element(), Integer.MAX_VALUE)))
                .toList();
    }

    private void add(
            @Nullable String element,
            Severity severity,
            String key,
            @Nullable String detail,
            @Nullable String setting,
            Object... arguments) {
        errors |= severity == Severity.ERROR && setting == null;
        var shown = new ArrayList<Object>();
        for (var argument : arguments) {
            shown.add(argument instanceof String text ? cut(text) : argument);
        }
        var kind = new Kind(
                element == null ? null : cut(element),
                severity,
                "authoring.problem." + key,
                List.copyOf(shown),
                setting);
        if (found.size() < MOST || found.containsKey(kind)) {
            var details = found.computeIfAbsent(kind, first -> new LinkedHashSet<>());
            if (detail != null && details.size() < MOST_DETAILS) {
                details.add(cut(detail));
            }
        }
    }

    private static String cut(String text) {
        return text.length() <= LONGEST_ARGUMENT ? text : text.substring(0, LONGEST_ARGUMENT) + "…";
    }
}
