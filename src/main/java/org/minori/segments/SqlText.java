package org.minori.segments;

import java.util.ArrayList;
import java.util.List;

/** SQL while it is written, with what is bound to its question marks in step with them. */
final class SqlText {

    private final StringBuilder text = new StringBuilder();
    private final List<Object> arguments = new ArrayList<>();

    SqlText add(String part, Object... bound) {
        text.append(part);
        arguments.addAll(List.of(bound));
        return this;
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
