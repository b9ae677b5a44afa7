package org.minori.scenarios.runs;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class StepRowTests {

    private static final Instant NOON = Instant.parse("2026-11-22T12:00:00.123Z");

    private static RunStep step(String element, String kind, @Nullable String flow, long later, @Nullable String note) {
        return new RunStep(element, kind, flow, NOON.plusMillis(later), note);
    }

    private static List<RunStep> readBack(StepRow row, RunStep first) {
        return StepRow.steps(first, (String) row.arguments()[7]);
    }

    @Test
    void whatSharesARowComesBackExactly() {
        var steps = List.of(
                step("Wait", RunStep.LEFT, null, 0, null),
                step("Ripe", RunStep.PASSED, "Flow_1", 0, "score.overall = 55; stage = \"LEAD\"\\\n資料"),
                step("Mail", RunStep.PASSED, null, 7, "経路"),
                step("Task", RunStep.PASSED, "Flow_2", 12, null),
                step("Rest", RunStep.ENTERED, "Flow_3", 12, null));
        var row = new StepRow(1, 2, steps.get(0));
        steps.stream().skip(1).forEach(step -> assertThat(row.add(step)).isTrue());

        assertThat(readBack(row, steps.get(0))).isEqualTo(steps);
    }

    @Test
    void aRowOfFromBeforeIsOneStep() {
        var only = step("Start", RunStep.PASSED, null, 0, null);

        assertThat(StepRow.steps(only, null)).containsExactly(only);
    }

    @Test
    void aFullRowTakesNoMoreAndLosesNothing() {
        var first = step("Start", RunStep.PASSED, null, 0, null);
        var row = new StepRow(1, 2, first);
        var taken = new ArrayList<>(List.of(first));
        var next = step("E".repeat(255), RunStep.PASSED, "F".repeat(255), 1, "n".repeat(500));
        while (row.add(next)) {
            taken.add(next);
        }

        assertThat(taken).hasSize(4);
        assertThat((String) row.arguments()[7]).hasSizeLessThanOrEqualTo(4_000);
        assertThat(readBack(row, first)).isEqualTo(taken);
    }
}
