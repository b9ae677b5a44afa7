package org.minori.scenarios.authoring;

import java.util.List;

/** The condition of a flow, parsed: data that we evaluate, never an expression that the engine does. */
public sealed interface Condition {

    /** All of them hold. */
    record All(List<Condition> conditions) implements Condition {}

    /** At least one of them holds. */
    record Any(List<Condition> conditions) implements Condition {}

    /** It does not hold. */
    record Not(Condition condition) implements Condition {}

    /** Compares what a name stands for with a literal (String, BigDecimal or Boolean). */
    record Comparison(Name left, Operator operator, Object right) implements Condition {}

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
        GE
    }
}
