package org.minori.scenarios.runs;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.LocalDate;
import java.util.Map;
import java.util.Objects;
import org.junit.jupiter.api.Test;
import org.minori.MinoriTest;
import org.minori.contacts.ContactId;
import org.minori.scenarios.authoring.TestScenarios;
import org.minori.scenarios.operations.BatchWorker;
import org.minori.scenarios.operations.Migrating;
import org.minori.scenarios.operations.Migrating.Move;
import org.minori.scenarios.runs.RunStatistics.Period;
import org.minori.scenarios.runs.RunStatistics.Statistics;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.jdbc.core.simple.JdbcClient;

/** What counts in which version once somebody was moved from one to another. */
@MinoriTest
class MovedRunsTests {

    private static final Period EVER = new Period(LocalDate.of(2026, 1, 1), null);

    @Autowired
    ScenarioRuns runs;

    @Autowired
    TestScenarios published;

    @Autowired
    RunStatistics statistics;

    @Autowired
    RunCounts counts;

    @Autowired
    Migrating migrating;

    @Autowired
    BatchWorker worker;

    @Autowired
    TallyWorker tally;

    @Autowired
    Conversions conversions;

    @Autowired
    JdbcClient jdbc;

    private static Drawn waiting(String element) {
        return Drawn.scenario()
                .start("Start", "startManually")
                .days(element, 30)
                .end("End", "converted")
                .way("Start", element, "End");
    }

    private void move(String scenario, int from, int to, Map<String, String> mapping) {
        migrating.start(new Move(scenario, from, to, mapping, null));
        worker.round();
        tally.round();
        conversions.round();
    }

    private Statistics counted(String scenario, int version) {
        return statistics.of(scenario, version, EVER);
    }

    private static RunStatistics.Step step(Statistics statistics, String id) {
        return statistics.steps().stream()
                .filter(step -> step.id().equals(id))
                .findFirst()
                .orElseThrow();
    }

    private static long days(Statistics statistics, String id) {
        return Duration.ofSeconds(Objects.requireNonNull(step(statistics, id).averageSeconds()) + 60)
                .toDays();
    }

    private ContactId waitsTenDays(String scenario) {
        var taro = runs.somebody();
        runs.enrol(scenario, taro);
        tally.round();
        runs.of(scenario, taro).letDaysPass(10);
        return taro;
    }

    @Test
    void theTimeOfAWaitIsSplitBetweenTheVersionsInWhichItWasSpent() {
        var scenario = runs.publish(waiting("Wait"));
        var taro = waitsTenDays(scenario);
        published.publish(scenario, waiting("Wait").xml());
        published.publish(scenario, waiting("Wait").xml());

        move(scenario, 1, 2, Map.of());
        runs.of(scenario, taro).letDaysPass(4);
        move(scenario, 2, 3, Map.of());
        runs.of(scenario, taro).letDaysPass(2);
        assertThat(step(statistics.ofAllVersions(scenario, EVER), "Wait"))
                .extracting(RunStatistics.Step::entered, RunStatistics.Step::waiting, RunStatistics.Step::left)
                .containsExactly(1L, 1L, 0L);
        assertThat(step(statistics.ofAllVersions(scenario, EVER), "Wait").averageSeconds())
                .isNull();
        runs.of(scenario, taro).fire("Wait");
        tally.round();
        conversions.round();

        assertThat(days(counted(scenario, 1), "Wait")).isEqualTo(10);
        assertThat(days(counted(scenario, 2), "Wait")).isEqualTo(4);
        assertThat(days(counted(scenario, 3), "Wait")).isEqualTo(2);
        var all = statistics.ofAllVersions(scenario, EVER);
        assertThat(days(all, "Wait")).isEqualTo(16);
        assertThat(step(all, "Wait"))
                .extracting(RunStatistics.Step::entered, RunStatistics.Step::left, RunStatistics.Step::converted)
                .containsExactly(1L, 1L, 1L);
        assertThat(statistics.ofAllVersions(scenario, Period.ALL)).isEqualTo(all);
    }

    @Test
    void whoIsMovedToAnotherWaitHasSpentTheTimeBeforeAtTheFirst() {
        var scenario = runs.publish(waiting("Wait"));
        var taro = waitsTenDays(scenario);
        published.publish(scenario, waiting("Wait").xml());
        published.publish(scenario, waiting("Days").xml());

        move(scenario, 1, 2, Map.of());
        runs.of(scenario, taro).letDaysPass(4);
        move(scenario, 2, 3, Map.of("Wait", "Days"));
        runs.of(scenario, taro).letDaysPass(2);
        runs.of(scenario, taro).fire("Days");
        tally.round();

        assertThat(days(counted(scenario, 3), "Days")).isEqualTo(2);
        var all = statistics.ofAllVersions(scenario, EVER);
        assertThat(days(all, "Wait")).isEqualTo(14);
        assertThat(days(all, "Days")).isEqualTo(2);
        assertThat(step(all, "Wait").left()).isEqualTo(1);
    }

    private static Drawn handingOver() {
        return Drawn.scenario()
                .start("Start", "startManually")
                .handOff("HandOff", "acceptWithinHours", "24")
                .end("End", "exhausted")
                .way("Start", "HandOff", "End");
    }

    @Test
    void aSuccessFromBeforeAMoveCountsWhereTheContactIsNow() {
        var scenario = runs.publish(handingOver());
        var taro = runs.somebody();
        runs.enrol(scenario, taro, runs.somebody());
        conversions.round();
        tally.round();
        assertThat(counted(scenario, 1).converted()).isEqualTo(2);
        published.publish(scenario, handingOver().xml());
        var hana = runs.somebody();
        runs.enrol(scenario, hana);

        move(scenario, 1, 2, Map.of());

        assertThat(counted(scenario, 1))
                .extracting(Statistics::entered, Statistics::running, Statistics::converted)
                .containsExactly(0L, 0L, 0L);
        assertThat(counted(scenario, 2))
                .extracting(Statistics::entered, Statistics::running, Statistics::converted)
                .containsExactly(3L, 3L, 3L);
        assertThat(statistics.ofAllVersions(scenario, EVER))
                .extracting(Statistics::entered, Statistics::converted)
                .containsExactly(3L, 3L);
        assertThat(step(counted(scenario, 1), "HandOff"))
                .extracting(RunStatistics.Step::entered, RunStatistics.Step::converted)
                .containsExactly(2L, 2L);
        assertThat(step(statistics.ofAllVersions(scenario, EVER), "HandOff").entered())
                .isEqualTo(3);
        assertThat(counts.ofAllVersions(scenario).handedOver()).isEqualTo(3);
        conversions.round();
        assertThat(counted(scenario, 2).converted()).isEqualTo(3);
    }

    @Test
    void aSuccessThatIsWorkedOffOnlyAfterTheMoveCountsWhereTheContactIsNowToo() {
        var scenario = runs.publish(handingOver());
        runs.enrol(scenario, runs.somebody());
        published.publish(scenario, handingOver().xml());

        move(scenario, 1, 2, Map.of());

        assertThat(counted(scenario, 1).converted()).isZero();
        assertThat(counted(scenario, 2).converted()).isEqualTo(1);
        assertThat(counted(scenario, 2).entered()).isEqualTo(1);
    }

    @Test
    void whoIsMovedCountsAsComeOnTheDayOnWhichTheyCame() {
        var scenario = runs.publish(waiting("Wait"));
        var taro = waitsTenDays(scenario);
        var today = statistics.last(1);
        jdbc.sql("UPDATE scenario_day SET on_day = :day WHERE scenario_key = :key AND element = ''")
                .param("day", Objects.requireNonNull(today.from()).minusDays(10))
                .param("key", scenario)
                .update();
        published.publish(scenario, waiting("Wait").xml());

        move(scenario, 1, 2, Map.of());

        assertThat(statistics.of(scenario, 1, today).entered()).isZero();
        assertThat(statistics.of(scenario, 2, today).entered()).isZero();
        assertThat(statistics.of(
                        scenario,
                        2,
                        new Period(Objects.requireNonNull(today.from()).minusDays(11), null)))
                .extracting(Statistics::entered, Statistics::running)
                .containsExactly(1L, 1L);
        assertThat(runs.of(scenario, taro).waitsAt()).containsExactly("Wait");
    }
}
