package org.minori.scenarios.steps;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;
import org.minori.MinoriTest;
import org.minori.scenarios.authoring.PublishedScenario.Reentry;
import org.minori.scenarios.authoring.TestScenarios;
import org.minori.scenarios.runs.Drawn;
import org.minori.scenarios.runs.ScenarioRuns;
import org.minori.segments.SegmentDefinitions;
import org.minori.segments.SegmentInUse;
import org.minori.segments.Segments;
import org.springframework.beans.factory.annotation.Autowired;

/** Steps that put people on lists, take them off, and out of other scenarios. */
@MinoriTest
class SegmentStepTests {

    @Autowired
    ScenarioRuns runs;

    @Autowired
    TestScenarios published;

    @Autowired
    Segments segments;

    @Autowired
    SegmentDefinitions definitions;

    private final String list = "list-" + Long.toString(System.nanoTime(), 36);

    private String waiting() {
        return runs.publish(Drawn.scenario()
                .start("Start", "startManually")
                .days("Wait", 7)
                .end("End", "exhausted")
                .way("Start", "Wait", "End"));
    }

    private String leaving(String scenarios) {
        return runs.publish(Drawn.scenario()
                .start("Start", "startManually")
                .task("Leave", "leaveScenarios", "scenarios", scenarios)
                .days("Wait", 7)
                .end("End", "exhausted")
                .way("Start", "Leave", "Wait", "End"));
    }

    @Test
    void aContactIsPutOnAListAndTakenOffAgain() {
        definitions.createList(list, "特典のある方");
        var scenario = runs.publish(Drawn.scenario()
                .start("Start", "startManually")
                .task("Add", "addToSegment", "segment", list)
                .task("Check", "checkSegment", "segment", list)
                .choice("On", "Flow_Off")
                .days("Wait", 1)
                .task("Remove", "removeFromSegment", "segment", list)
                .end("End", "exhausted")
                .end("Never", "left")
                .way("Start", "Add", "Check", "On")
                .flow("Flow_On", "On", "Wait", "inSegment = true")
                .flow("Flow_Off", "On", "Never", "")
                .way("Wait", "Remove", "End"));
        var taro = runs.somebody();
        var hana = runs.somebody();

        runs.enrol(scenario, taro, hana);
        assertThat(segments.count(list)).isEqualTo(2);
        runs.of(scenario, taro).fire("Wait");

        assertThat(segments.members(list, null, 10)).containsExactly(hana);
        assertThatThrownBy(() -> definitions.delete(list)).isInstanceOf(SegmentInUse.class);
    }

    @Test
    void ofSeveralChangesInOneTransactionTheLastHolds() {
        definitions.createList(list, "特典のある方");
        var scenario = runs.publish(Drawn.scenario()
                .start("Start", "startManually")
                .task("Add", "addToSegment", "segment", list)
                .task("Remove", "removeFromSegment", "segment", list)
                .task("Again", "addToSegment", "segment", list)
                .end("End", "exhausted")
                .way("Start", "Add", "Remove", "Again", "End"));
        var taro = runs.somebody();

        runs.enrol(scenario, taro);

        assertThat(segments.members(list, null, 10)).containsExactly(taro);
    }

    @Test
    void leavingNamedScenariosEndsThoseRunsAndNoOther() {
        var nurture = waiting();
        var other = waiting();
        var taro = runs.somebody();
        var hana = runs.somebody();
        runs.enrol(nurture, taro, hana);
        runs.enrol(other, taro);

        var sale = leaving(nurture);
        runs.enrol(sale, taro);
        runs.work();

        assertThat(runs.of(nurture, taro).status()).isEqualTo("ENDED left");
        assertThat(runs.of(nurture, taro).waitsAt()).isEmpty();
        assertThat(runs.of(nurture, hana).waitsAt()).containsExactly("Wait");
        assertThat(runs.of(other, taro).waitsAt()).containsExactly("Wait");
        assertThat(runs.of(sale, taro).waitsAt()).containsExactly("Wait");
    }

    @Test
    void leavingAllScenariosKeepsTheOneThatAsksAndThoseThatComeLater() {
        var nurture = waiting();
        var later = waiting();
        var taro = runs.somebody();
        runs.enrol(nurture, taro);
        published.reentry(nurture, Reentry.ALWAYS, 0);

        var sale = leaving("all");
        runs.enrol(sale, taro);
        runs.enrol(later, taro);
        runs.work();
        runs.work();

        assertThat(runs.of(nurture, taro).status()).isEqualTo("ENDED left");
        assertThat(runs.of(sale, taro).waitsAt()).containsExactly("Wait");
        assertThat(runs.of(later, taro).waitsAt()).containsExactly("Wait");
        runs.enrol(nurture, taro);
        assertThat(runs.of(nurture, taro).waitsAt()).containsExactly("Wait");
    }
}
