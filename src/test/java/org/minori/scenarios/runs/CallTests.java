package org.minori.scenarios.runs;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.minori.MinoriTest;
import org.minori.contacts.ContactErasure;
import org.minori.scenarios.authoring.Problem;
import org.minori.scenarios.authoring.PublishedScenario.Reentry;
import org.minori.scenarios.authoring.ScenarioCompiler;
import org.minori.scenarios.authoring.TestScenarios;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.jdbc.core.simple.JdbcClient;

/** A step that sends the contact through another scenario. */
@MinoriTest
class CallTests {

    @Autowired
    ScenarioRuns runs;

    @Autowired
    TestScenarios published;

    @Autowired
    ScenarioCompiler compiler;

    @Autowired
    ContactErasure erasure;

    @Autowired
    JdbcClient jdbc;

    private String waiting() {
        return runs.publish(Drawn.scenario()
                .start("Start", "startManually")
                .days("Wait", 7)
                .end("Done", "converted")
                .way("Start", "Wait", "Done"));
    }

    private static Drawn calling(String called) {
        return Drawn.scenario()
                .start("Start", "startManually")
                .call("Call", called)
                .choice("How", "Flow_Other")
                .days("Good", 1)
                .days("Other", 1)
                .end("End", "exhausted")
                .way("Start", "Call", "How")
                .flow("Flow_Good", "How", "Good", "calledResult = \"converted\"")
                .flow("Flow_Other", "How", "Other", "")
                .way("Good", "End")
                .way("Other", "End");
    }

    @Test
    void theRunWaitsForTheOtherOneAndGoesOnWithWhatCameOfIt() {
        var called = waiting();
        var scenario = runs.publish(calling(called));
        var taro = runs.somebody();

        runs.enrol(scenario, taro);
        runs.work();
        assertThat(runs.of(scenario, taro).waitsAt()).containsExactly("Call");
        assertThat(runs.of(called, taro).waitsAt()).containsExactly("Wait");

        runs.of(called, taro).fire("Wait");
        runs.work();

        assertThat(runs.of(called, taro).status()).isEqualTo("ENDED converted");
        assertThat(runs.of(scenario, taro).waitsAt()).containsExactly("Good");
        assertThat(runs.of(scenario, taro).waits()).isEmpty();
        assertThat(runs.of(scenario, taro).log()).contains("ENTERED Call", "LEFT Call");
        assertThat(runs.count(called)).isEqualTo(1);
    }

    @Test
    void theVersionThatIsPublishedWhenTheRunComesIsTheOneThatRuns() {
        var called = waiting();
        var scenario = runs.publish(calling(called));
        published.publish(
                called,
                Drawn.scenario()
                        .start("Start", "startManually")
                        .days("Newer", 7)
                        .end("Done", "converted")
                        .way("Start", "Newer", "Done")
                        .xml());
        var taro = runs.somebody();

        runs.enrol(scenario, taro);
        runs.work();

        assertThat(runs.of(called, taro).waitsAt()).containsExactly("Newer");
    }

    @Test
    void whoIsThereAlreadyIsWaitedForAndWhoMayNotComeBackGoesOn() {
        var called = waiting();
        var scenario = runs.publish(calling(called));
        var taro = runs.somebody();
        runs.enrol(called, taro);

        runs.enrol(scenario, taro);
        runs.work();
        assertThat(runs.of(scenario, taro).waitsAt()).containsExactly("Call");
        assertThat(runs.count(called)).isEqualTo(1);
        runs.of(called, taro).fire("Wait");
        runs.work();
        assertThat(runs.of(scenario, taro).waitsAt()).containsExactly("Good");

        var again = runs.publish(calling(called));
        runs.enrol(again, taro);
        runs.work();
        assertThat(runs.of(again, taro).waitsAt()).containsExactly("Other");
        assertThat(runs.count(called)).isEqualTo(1);
    }

    @Test
    void aRunThatLeavesBeforeEndsWhatItBegan() {
        var called = waiting();
        var scenario = runs.publish(calling(called));
        var leaving = runs.publish(Drawn.scenario()
                .start("Start", "startManually")
                .task("Leave", "leaveScenarios", "scenarios", scenario)
                .end("End", "exhausted")
                .way("Start", "Leave", "End"));
        var taro = runs.somebody();
        runs.enrol(scenario, taro);
        runs.work();

        runs.enrol(leaving, taro);
        runs.work();
        runs.work();

        assertThat(runs.of(scenario, taro).status()).isEqualTo("ENDED left");
        assertThat(runs.of(called, taro).status()).isEqualTo("ENDED left");
    }

    @Test
    void twoThatCallEachOtherDoNotWaitForEver() {
        var one = waiting();
        var other = runs.publish(calling(one));
        published.publish(one, calling(other).xml());
        published.reentry(one, Reentry.ALWAYS, 0);
        var taro = runs.somebody();

        runs.enrol(one, taro);
        runs.work();
        runs.work();
        assertThat(runs.of(other, taro).waitsAt()).containsExactly("Other");
        runs.of(other, taro).fire("Other");
        runs.work();

        assertThat(runs.of(one, taro).waitsAt()).containsExactly("Other");
    }

    @Test
    void aCircleOfCallsIsNamedWhenItIsDrawn() {
        var one = waiting();
        var other = runs.publish(calling(one));

        assertThat(problems(one, other)).contains("authoring.problem.callsBack");
        assertThat(problems(one, one)).contains("authoring.problem.callsBack");
        assertThat(problems("somewhere", "no-such-scenario")).contains("authoring.problem.unknownChoice");
        assertThat(problems("somewhere", other)).doesNotContain("authoring.problem.callsBack");
    }

    private List<String> problems(String key, String called) {
        return compiler.compile(key, calling(called).xml().getBytes(UTF_8)).problems().stream()
                .map(Problem::messageKey)
                .toList();
    }

    @Test
    void erasingTheContactEndsBothAndLeavesNothing() {
        var called = waiting();
        var scenario = runs.publish(calling(called));
        var taro = runs.somebody();
        runs.enrol(scenario, taro);
        runs.work();

        erasure.erase(taro);
        runs.work();

        for (var table : List.of("scenario_wait", "scenario_signal", "enrolment")) {
            assertThat(jdbc.sql("SELECT COUNT(*) FROM " + table + " WHERE contact_id = ?")
                            .param(taro.value())
                            .query(Long.class)
                            .single())
                    .as(table)
                    .isZero();
        }
    }
}
