package org.minori.segments;

import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import org.minori.contacts.ContactField;

/** How a leaf of a rule compares; the type of the field says which ones there are. */
enum Operator {
    EQ,
    NE,
    LT,
    LE,
    GT,
    GE,
    IN,
    NOT_IN,
    CONTAINS,
    STARTS_WITH,
    ENDS_WITH,
    IS_EMPTY,
    IS_NOT_EMPTY,
    BEFORE,
    AFTER,
    WITHIN_DAYS,
    OLDER_THAN_DAYS,
    ANNIVERSARY_IN_DAYS;

    /** Those that order numbers: what scores and counts take. */
    static final Set<Operator> OF_NUMBERS = EnumSet.of(EQ, NE, LT, LE, GT, GE);

    /** What stands in a rule, such as {@code notIn}. */
    String word() {
        var words = name().toLowerCase(Locale.ROOT).split("_");
        var text = new StringBuilder(words[0]);
        for (int i = 1; i < words.length; i++) {
            text.append(Character.toUpperCase(words[i].charAt(0))).append(words[i].substring(1));
        }
        return text.toString();
    }

    static Optional<Operator> of(String word) {
        for (var operator : values()) {
            if (operator.word().equals(word)) {
                return Optional.of(operator);
            }
        }
        return Optional.empty();
    }

    /** The operators of a field, in the order in which menus show them. */
    static List<Operator> of(ContactField field) {
        return switch (field.type()) {
            case TEXT -> List.of(EQ, NE, CONTAINS, STARTS_WITH, ENDS_WITH, IN, NOT_IN, IS_EMPTY, IS_NOT_EMPTY);
            case NUMBER -> List.of(GE, LE, GT, LT, EQ, NE, IN, NOT_IN, IS_EMPTY, IS_NOT_EMPTY);
            case DATE -> ofDates(field);
            case BOOLEAN -> List.of(EQ, NE, IS_EMPTY, IS_NOT_EMPTY);
        };
    }

    /** A moment, unlike a date, has no anniversary: its day depends on where one is. */
    private static List<Operator> ofDates(ContactField field) {
        var operators = new ArrayList<>(List.of(WITHIN_DAYS, OLDER_THAN_DAYS, BEFORE, AFTER, EQ, NE, LT, LE, GT, GE));
        if (field.column() == null || !FieldSql.isMoment(field.column())) {
            operators.add(ANNIVERSARY_IN_DAYS);
        }
        operators.addAll(List.of(IS_EMPTY, IS_NOT_EMPTY));
        return operators;
    }

    boolean takesNoValue() {
        return this == IS_EMPTY || this == IS_NOT_EMPTY;
    }

    boolean takesList() {
        return this == IN || this == NOT_IN;
    }

    boolean takesDays() {
        return this == WITHIN_DAYS || this == OLDER_THAN_DAYS || this == ANNIVERSARY_IN_DAYS;
    }

    /** The sign of those that order numbers. */
    String sign() {
        return switch (this) {
            case EQ -> "=";
            case NE -> "<>";
            case LT -> "<";
            case LE -> "<=";
            case GT -> ">";
            case GE -> ">=";
            default -> throw new IllegalStateException(this + " does not order numbers");
        };
    }

    /** Whether zero, what somebody without a row has, passes the comparison with the value. */
    boolean zeroPasses(long value) {
        int order = Long.compare(0, value);
        return switch (this) {
            case EQ -> order == 0;
            case NE -> order != 0;
            case LT -> order < 0;
            case LE -> order <= 0;
            case GT -> order > 0;
            case GE -> order >= 0;
            default -> throw new IllegalStateException(this + " does not order numbers");
        };
    }
}
