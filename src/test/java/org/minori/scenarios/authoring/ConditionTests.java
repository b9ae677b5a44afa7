package org.minori.scenarios.authoring;

import static org.assertj.core.api.Assertions.assertThat;

import java.math.BigDecimal;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.minori.scenarios.authoring.Condition.Comparison;
import org.minori.scenarios.authoring.Condition.Name;
import org.minori.scenarios.authoring.Condition.Operator;
import org.minori.scenarios.authoring.Condition.Source;

class ConditionTests {

    @Test
    void numbersAreComparedAsNumbers() {
        assertThat(fits("9", Operator.LT, BigDecimal.TEN)).isTrue();
        assertThat(fits(10, Operator.GE, new BigDecimal("10.0"))).isTrue();
        assertThat(fits("many", Operator.GE, BigDecimal.ONE)).isFalse();
    }

    @Test
    void textsAndAnswersAreComparedAsTheyAre() {
        assertThat(fits("製造業", Operator.EQ, "製造業")).isTrue();
        assertThat(fits(true, Operator.EQ, true)).isTrue();
        assertThat(fits("B", Operator.NE, "A")).isTrue();
    }

    @Test
    void whatIsUnknownEqualsNothing() {
        assertThat(fits(null, Operator.EQ, "A")).isFalse();
        assertThat(fits(null, Operator.NE, "A")).isTrue();
        assertThat(fits(null, Operator.LT, BigDecimal.ONE)).isFalse();
    }

    private static boolean fits(@Nullable Object value, Operator operator, Object wanted) {
        return new Comparison(new Name(Source.FIELD, "any"), operator, wanted).fits(value);
    }
}
