package org.minori.segments;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.minori.web.InvalidInput;
import org.minori.web.InvalidInput.FieldError;

/** Collects what is wrong with a rule, each fault with its place in the tree, so that a person can mend all of it at once. */
final class RuleFaults {

    private static final int ENOUGH = 20;
    private static final int LONGEST_ECHO = 60;

    private final List<FieldError> errors = new ArrayList<>();

    /** Notes a fault; the answer is nothing, which is what the reader makes of the faulty part. */
    <T> @Nullable T at(String path, String messageKey, Object... arguments) {
        if (errors.size() < ENOUGH) {
            errors.add(new FieldError(path, "segments.rule." + messageKey, arguments));
        }
        return null;
    }

    /** What the caller wrote, short enough to be repeated to him. */
    static String echo(String text) {
        return text.length() <= LONGEST_ECHO ? text : text.substring(0, LONGEST_ECHO) + "…";
    }

    void onlyKeys(JsonNode node, String path, Set<String> known) {
        node.fieldNames().forEachRemaining(name -> {
            if (!known.contains(name)) {
                at(path + "." + echo(name), "unknownKey", echo(name));
            }
        });
    }

    @Nullable
    String text(@Nullable JsonNode node, String path, int longest) {
        if (node == null || !node.isTextual() || node.textValue().isBlank()) {
            return at(path, "needsText");
        }
        var text = node.textValue();
        if (text.length() > longest || text.chars().anyMatch(Character::isISOControl)) {
            return at(path, "badText", longest);
        }
        return text;
    }

    /** Text of a listed form, such as a key or the name of an event. */
    @Nullable
    String word(@Nullable JsonNode node, String path, String pattern) {
        var text = text(node, path, 200);
        if (text != null && !text.matches(pattern)) {
            return at(path, "badName", echo(text));
        }
        return text;
    }

    @Nullable
    Integer number(@Nullable JsonNode node, String path, int least, int most) {
        if (node == null || !node.isIntegralNumber() || !node.canConvertToInt()) {
            return at(path, "needsWholeNumber");
        }
        int number = node.intValue();
        if (number < least || number > most) {
            return at(path, "numberOutOfRange", Integer.toString(least), Integer.toString(most));
        }
        return number;
    }

    @Nullable
    Operator operator(@Nullable JsonNode node, String path, Iterable<Operator> allowed) {
        if (node == null || !node.isTextual()) {
            return at(path, "needsOperator");
        }
        var operator = Operator.of(node.textValue());
        for (var candidate : allowed) {
            if (operator.isPresent() && operator.get() == candidate) {
                return candidate;
            }
        }
        return at(path, "badOperator", echo(node.textValue()));
    }

    void throwIfAny() {
        if (!errors.isEmpty()) {
            throw new InvalidInput(errors);
        }
    }
}
