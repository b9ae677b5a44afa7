package org.minori.scenarios.runs;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import java.time.LocalDate;
import org.junit.jupiter.api.Test;
import org.minori.MinoriTest;
import org.minori.scenarios.authoring.TestScenarios;
import org.minori.scenarios.runs.RunStatistics.Period;
import org.springframework.beans.factory.annotation.Autowired;

/** The numbers of all versions of a scenario together. */
@MinoriTest
class AllVersionsTests {

    @Autowired
    ScenarioRuns runs;

    @Autowired
    TestScenarios published;

    @Autowired
    RunStatistics statistics;

    @Autowired
    TallyWorker tally;

    /** Flow_No leads to where it says. */
    private static Drawn drawn(String wait, String no) {
        return Drawn.scenario()
                .start("Start", "startManually")
                .days(wait, 3)
                .choice("Ripe", "Flow_No")
                .end("Converted", "converted")
                .end("Exhausted", "exhausted")
                .end("Gone", "left")
                .way("Start", wait, "Ripe")
                .flow("Flow_Yes", "Ripe", "Converted", "score.overall >= 50")
                .flow("Flow_No", "Ripe", no, "")
                .flow("Flow_Gone", "Ripe", no.equals("Gone") ? "Exhausted" : "Gone", "score.overall >= 900");
    }

    private String travelled() {
        var scenario = runs.publish(drawn("Wait", "Exhausted"));
        var taro = runs.somebody();
        runs.enrol(scenario, taro, runs.somebody());
        runs.of(scenario, taro).fire("Wait");
        published.publish(scenario, drawn("Longer", "Gone").xml());
        var hana = runs.somebody();
        runs.enrol(scenario, hana, runs.somebody(), runs.somebody());
        runs.of(scenario, hana).fire("Longer");
        return scenario;
    }

    @Test
    void aStepThatTheNewestDrawingHasIsCountedOverAllVersionsAndOthersComeAfterIt() {
        var scenario = travelled();

        var all = statistics.ofAllVersions(scenario, Period.ALL);

        assertThat(all.version()).isEqualTo(2);
        assertThat(all.entered()).isEqualTo(5);
        assertThat(all.running()).isEqualTo(3);
        assertThat(all.ended()).containsEntry("exhausted", 1L).containsEntry("left", 1L);
        assertThat(all.steps())
                .filteredOn(step -> step.entered() > 0)
                .extracting(
                        RunStatistics.Step::id,
                        RunStatistics.Step::version,
                        RunStatistics.Step::entered,
                        RunStatistics.Step::waiting,
                        RunStatistics.Step::left)
                .containsExactlyInAnyOrder(
                        tuple("Start", 2, 5L, 0L, 5L),
                        tuple("Longer", 2, 3L, 2L, 1L),
                        tuple("Ripe", 2, 2L, 0L, 2L),
                        tuple("Exhausted", 2, 1L, 0L, 1L),
                        tuple("Gone", 2, 1L, 0L, 1L),
                        tuple("Wait", 1, 2L, 1L, 1L));
        assertThat(all.steps().get(all.steps().size() - 1).id()).isEqualTo("Wait");
        tally.round();
        assertThat(statistics.ofAllVersions(scenario, Period.ALL)).isEqualTo(all);
        assertThat(statistics.ofAllVersions(scenario, new Period(LocalDate.of(2026, 1, 1), null)))
                .isEqualTo(all);
    }

    @Test
    void aFlowThatLedElsewhereIsAnotherBranch() {
        var all = statistics.ofAllVersions(travelled(), Period.ALL);

        assertThat(all.branches())
                .extracting(
                        RunStatistics.Branch::id,
                        RunStatistics.Branch::version,
                        RunStatistics.Branch::target,
                        RunStatistics.Branch::taken)
                .containsExactlyInAnyOrder(
                        tuple("Flow_Yes", 2, "Converted", 0L),
                        tuple("Flow_No", 2, "Gone", 1L),
                        tuple("Flow_Gone", 2, "Exhausted", 0L),
                        tuple("Flow_No", 1, "Exhausted", 1L),
                        tuple("Flow_Gone", 1, "Gone", 0L));
    }

    @Test
    void withoutAskingForAllTheNewestAloneIsCounted() {
        assertThat(statistics.of(travelled(), null, Period.ALL).entered()).isEqualTo(3);
    }
}
