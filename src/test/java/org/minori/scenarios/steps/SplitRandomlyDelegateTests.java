package org.minori.scenarios.steps;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.HashMap;
import org.junit.jupiter.api.Test;

class SplitRandomlyDelegateTests {

    @Test
    void theSameRunAlwaysGetsTheSameVariant() {
        var first = SplitRandomlyDelegate.variant("A:50,B:50", "welcome:1:Split:42:1");

        assertThat(SplitRandomlyDelegate.variant("A:50,B:50", "welcome:1:Split:42:1"))
                .isEqualTo(first);
    }

    @Test
    void variantsComeByTheirWeights() {
        var counts = new HashMap<String, Integer>();
        for (int i = 0; i < 10_000; i++) {
            counts.merge(SplitRandomlyDelegate.variant("A:70, B:20,C:10", "s:1:Split:" + i + ":1"), 1, Integer::sum);
        }

        assertThat(counts.get("A")).isBetween(6_800, 7_200);
        assertThat(counts.get("B")).isBetween(1_850, 2_150);
        assertThat(counts.get("C")).isBetween(880, 1_120);
    }
}
