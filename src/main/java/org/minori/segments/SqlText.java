package org.minori.segments;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;

/** SQL while it is written, with what is bound to its question marks in step with them. */
final class SqlText {

    private final StringBuilder text = new StringBuilder();
    private final List<Object> arguments = new ArrayList<>();
    private final Set<String> pages = new TreeSet<>();

    SqlText add(String part, Object... bound) {
        text.append(part);
        arguments.addAll(List.of(bound));
        return this;
    }

    /** Lets the condition speak of the table of values with this number, once however often it is named. */
    void joinValues(String page) {
        pages.add(page);
    }

    /** The table {@code contact c} with all that the condition speaks of beside it. */
    String from() {
        var from = new StringBuilder("contact c");
        for (var page : pages) {
            from.append(" LEFT JOIN contact_values_")
                    .append(page)
                    .append(" values")
                    .append(page);
            from.append(" ON values").append(page).append(".contact_id = c.id");
        }
        return from.toString();
    }

    String text() {
        return text.toString();
    }

    List<Object> arguments() {
        return List.copyOf(arguments);
    }

    /** What LIKE takes for exactly this text, with {@code ESCAPE '!'}. */
    static String literalPattern(String text) {
        return text.replace("!", "!!").replace("%", "!%").replace("_", "!_");
    }

    /** What LIKE takes for a pattern in which {@code *} stands for anything. */
    static String wildcardPattern(String pattern) {
        return literalPattern(pattern).replaceAll("\\*+", "%");
    }
}
