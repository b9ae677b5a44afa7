package org.minori.scenarios.authoring;

import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;

/**
 * One parameter of a step kind.
 *
 * @param choices the words to choose from; empty for other types
 * @param otherwise what holds when an optional one is not given; empty for nothing
 * @param least the smallest number, or the fewest characters
 * @param most the greatest number, or the most characters
 * @param guide how a form that asks for it behaves
 */
public record StepParameter(
        String name,
        Type type,
        boolean required,
        List<String> choices,
        String otherwise,
        int least,
        int most,
        Guide guide) {

    /**
     * What a form that asks for a parameter must know of the others; nothing of it decides what runs.
     *
     * @param beside whether it stands on the line of the one before it, as a unit beside its number
     * @param either the name that those share of which exactly one is given; empty for none
     * @param list the list of choices, where it is not the one of the type; {@code @field} for whatever the field that
     *     the parameter {@code field} names takes; empty for the one of the type
     * @param fieldType the type of fields among which is chosen; empty for all
     * @param follows the parameter whose value decides whether this one is asked for, and from which list; empty for none
     * @param lists the list by the value of the one it follows; an empty name of a list is a free text
     */
    public record Guide(
            boolean beside, String either, String list, String fieldType, String follows, Map<String, String> lists) {

        static final Guide NONE = new Guide(false, "", "", "", "", Map.of());
    }

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

    /** Types whose values are the names of things that are listed somewhere, or may be one day. */
    private static final Set<Type> NAMED = Set.of(
            Type.EMAIL,
            Type.SEGMENT,
            Type.FIXED_SEGMENT,
            Type.FIELD,
            Type.USER,
            Type.TAG,
            Type.SCORE,
            Type.STAGE,
            Type.EVENT,
            Type.SCENARIO,
            Type.FORM,
            Type.CALENDAR,
            Type.WEBHOOK,
            Type.TABLE,
            Type.AUDIENCE,
            Type.SLOT,
            Type.CONTENT);

    private static final int LONGEST_TEXT = 500;
    private static final int GREATEST_NUMBER = 100_000;

    static StepParameter of(String name, Type type) {
        return new StepParameter(name, type, true, List.of(), "", type == Type.NUMBER ? 1 : 0, most(type), Guide.NONE);
    }

    static StepParameter choice(String name, String... choices) {
        return new StepParameter(name, Type.CHOICE, true, List.of(choices), "", 0, LONGEST_TEXT, Guide.NONE);
    }

    private static int most(Type type) {
        return type == Type.NUMBER ? GREATEST_NUMBER : LONGEST_TEXT;
    }

    StepParameter optional() {
        return optional("");
    }

    StepParameter optional(String value) {
        return new StepParameter(name, type, false, choices, value, least, most, guide);
    }

    StepParameter between(int smallest, int greatest) {
        return new StepParameter(name, type, required, choices, otherwise, smallest, greatest, guide);
    }

    /** Stands on the line of the one before it. */
    StepParameter beside() {
        return guided(new Guide(true, guide.either, guide.list, guide.fieldType, guide.follows, guide.lists));
    }

    /** Exactly one of those with the same name is given. */
    StepParameter either(String name) {
        return guided(new Guide(guide.beside, name, guide.list, guide.fieldType, guide.follows, guide.lists));
    }

    /** Is chosen from another list than the one of its type. */
    StepParameter from(String list) {
        return guided(new Guide(guide.beside, guide.either, list, guide.fieldType, guide.follows, guide.lists));
    }

    /** Is chosen among fields of a type only. */
    StepParameter ofFields(String type) {
        return guided(new Guide(guide.beside, guide.either, guide.list, type, guide.follows, guide.lists));
    }

    /** Is asked for only when the other one has a value that names a list here. */
    StepParameter follows(String parameter, Map<String, String> lists) {
        return guided(new Guide(guide.beside, guide.either, guide.list, guide.fieldType, parameter, Map.copyOf(lists)));
    }

    /** The list that its values are chosen from; empty for values that are typed. */
    public String list() {
        if (!guide.list.isEmpty()) {
            return guide.list;
        }
        if (type == Type.KEY) {
            return name;
        }
        return NAMED.contains(type) ? listOf(type) : "";
    }

    /** The name of the list of all things of a type. */
    static String listOf(Type type) {
        var words = type.name().toLowerCase(Locale.ROOT).split("_");
        return words.length == 1
                ? words[0]
                : words[0] + words[1].substring(0, 1).toUpperCase(Locale.ROOT) + words[1].substring(1);
    }

    private StepParameter guided(Guide other) {
        return new StepParameter(name, type, required, choices, otherwise, least, most, other);
    }
}
