package org.minori.scenarios.authoring;

import java.util.List;

/**
 * One parameter of a step kind.
 *
 * @param choices the words to choose from; empty for other types
 * @param otherwise what holds when an optional one is not given; empty for nothing
 * @param least the smallest number, or the fewest characters
 * @param most the greatest number, or the most characters
 */
public record StepParameter(
        String name, Type type, boolean required, List<String> choices, String otherwise, int least, int most) {

    /** What a value must look like, and for what it names in other modules, that it exists. */
    public enum Type {
        TEXT,
        NUMBER,
        CHOICE,
        BOOLEAN,
        EMAIL,
        SEGMENT,
        FIELD,
        USER,
        DATE,
        TIME,
        TAG,
        SCORE,
        STAGE,
        EVENT,
        WEIGHTS,
        RESULT,
        KEY,
        FIXED_SEGMENT,
        /** Another scenario, by its key. */
        SCENARIO,
        /** Keys of scenarios joined by commas, or {@code all}. */
        SCENARIOS,
        FORM,
        /** An address with {@code *} for anything. */
        URL_PATTERN,
        CALENDAR,
        /** Minute, hour, day of month, month, day of week. */
        CRON,
        WEBHOOK,
        TABLE,
        AUDIENCE,
        SLOT,
        CONTENT
    }

    private static final int LONGEST_TEXT = 500;
    private static final int GREATEST_NUMBER = 100_000;

    static StepParameter of(String name, Type type) {
        return new StepParameter(name, type, true, List.of(), "", type == Type.NUMBER ? 1 : 0, most(type));
    }

    static StepParameter choice(String name, String... choices) {
        return new StepParameter(name, Type.CHOICE, true, List.of(choices), "", 0, LONGEST_TEXT);
    }

    private static int most(Type type) {
        return type == Type.NUMBER ? GREATEST_NUMBER : LONGEST_TEXT;
    }

    StepParameter optional() {
        return optional("");
    }

    StepParameter optional(String value) {
        return new StepParameter(name, type, false, choices, value, least, most);
    }

    StepParameter between(int smallest, int greatest) {
        return new StepParameter(name, type, required, choices, otherwise, smallest, greatest);
    }
}
