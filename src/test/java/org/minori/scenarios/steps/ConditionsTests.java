package org.minori.scenarios.steps;

import static org.assertj.core.api.Assertions.assertThat;

import java.math.BigDecimal;
import org.junit.jupiter.api.Test;
import org.minori.scenarios.authoring.Condition.Operator;

class ConditionsTests {

    @Test
    void numbersAreComparedAsNumbers() {
        assertThat(Conditions.matches("9", Operator.LT, BigDecimal.TEN)).isTrue();
        assertThat(Conditions.matches(10, Operator.GE, new BigDecimal("10.0"))).isTrue();
        assertThat(Conditions.matches("many", Operator.GE, BigDecimal.ONE)).isFalse();
    }

    @Test
    void textsAndAnswersAreComparedAsTheyAre() {
        assertThat(Conditions.matches("製造業", Operator.EQ, "製造業")).isTrue();
        assertThat(Conditions.matches(true, Operator.EQ, true)).isTrue();
        assertThat(Conditions.matches("B", Operator.NE, "A")).isTrue();
    }

    @Test
    void whatIsUnknownEqualsNothing() {
        assertThat(Conditions.matches(null, Operator.EQ, "A")).isFalse();
        assertThat(Conditions.matches(null, Operator.NE, "A")).isTrue();
        assertThat(Conditions.matches(null, Operator.LT, BigDecimal.ONE)).isFalse();
    }
}
