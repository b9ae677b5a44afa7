package org.minori.scenarios.authoring;

import java.math.BigDecimal;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** The condition of a flow, parsed: data that we evaluate, never an expression that the engine does. */
public sealed interface Condition {

    /** Whether it holds where names have these values. */
    default boolean holds(Function<Name, @Nullable Object> values) {
        if (this instanceof All all) {
            return all.conditions().stream().allMatch(one -> one.holds(values));
        }
        if (this instanceof Any any) {
            return any.conditions().stream().anyMatch(one -> one.holds(values));
        }
        if (this instanceof Not not) {
            return !not.condition().holds(values);
        }
        var comparison = (Comparison) this;
        return comparison.fits(values.apply(comparison.left()));
    }

    /** All of them hold. */
    record All(List<Condition> conditions) implements Condition {}

    /** At least one of them holds. */
    record Any(List<Condition> conditions) implements Condition {}

    /** It does not hold. */
    record Not(Condition condition) implements Condition {}

    /** Compares what a name stands for with a literal (String, BigDecimal or Boolean). */
    record Comparison(Name left, Operator operator, Object right) implements Condition {

        /** Whether a value fits. What is unknown is equal to nothing and neither more nor less than anything. */
        public boolean fits(@Nullable Object value) {
            if (value == null) {
                return operator == Operator.NE;
            }
            if (right instanceof BigDecimal wanted) {
                return number(value)
                        .map(number -> operator.holds(number.compareTo(wanted)))
                        .orElse(operator == Operator.NE);
            }
            return operator.holds(value.toString().compareTo(right.toString()));
        }

        private static Optional<BigDecimal> number(Object value) {
            try {
                return Optional.of(new BigDecimal(value.toString().strip()));
            } catch (NumberFormatException words) {
                return Optional.empty();
            }
        }
    }

    /** What stands on the left: a result variable of an earlier step, {@code score.<key>}, {@code field.<key>} or {@code stage}. */
    record Name(Source source, String key) {}

    /** Where the value of a name comes from. */
    enum Source {
        RESULT,
        SCORE,
        FIELD,
        STAGE
    }

    /** How the two are compared. */
    enum Operator {
        EQ,
        NE,
        LT,
        LE,
        GT,
        GE;

        boolean holds(int order) {
            return switch (this) {
                case EQ -> order == 0;
                case NE -> order != 0;
                case LT -> order < 0;
                case LE -> order <= 0;
                case GT -> order > 0;
                case GE -> order >= 0;
            };
        }
    }
}
