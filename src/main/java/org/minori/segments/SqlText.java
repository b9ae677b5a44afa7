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
    private final List<String> scores = new ArrayList<>();

    SqlText add(String part, Object... bound) {
        text.append(part);
        arguments.addAll(List.of(bound));
        return this;
    }

    /** Lets the condition speak of the table of values with this number, once however often it is named. */
    void joinValues(String page) {
        pages.add(page);
    }

    /** Lets the condition speak of a score of the contact, once however often it is named; the short name of its row. */
    String joinScore(String score) {
        int known = scores.indexOf(score);
        if (known < 0) {
            scores.add(score);
            known = scores.size() - 1;
        }
        return "score" + known;
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
        for (int i = 0; i < scores.size(); i++) {
            from.append(" LEFT JOIN contact_score score")
                    .append(i)
                    .append(" ON score")
                    .append(i);
            from.append(".contact_id = c.id AND score").append(i).append(".score = ?");
        }
        return from.toString();
    }

    String text() {
        return text.toString();
    }

    /** What is bound in {@link #from}, then what the statement binds itself before the condition, then what is bound in that. */
    List<Object> arguments(Object... between) {
        var all = new ArrayList<Object>(scores);
        all.addAll(List.of(between));
        all.addAll(arguments);
        return all;
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
