package org.minori.scenarios.steps;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Instant;
import java.time.LocalDateTime;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import org.camunda.bpm.engine.RuntimeService;
import org.junit.jupiter.api.Test;
import org.minori.MinoriTest;
import org.minori.contacts.ContactDirectory;
import org.minori.contacts.ContactId;
import org.minori.scenarios.runs.Drawn;
import org.minori.scenarios.runs.ScenarioRuns;
import org.minori.scoring.LeadScores;
import org.minori.storage.Utc;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.jdbc.core.simple.JdbcClient;

@MinoriTest
class StepTests {

    @Autowired
    ScenarioRuns runs;

    @Autowired
    LeadScores scores;

    @Autowired
    ContactDirectory contacts;

    @Autowired
    RuntimeService runtime;

    @Autowired
    JdbcClient jdbc;

    private ContactId enrolledIn(String scenario) {
        var taro = runs.somebody();
        runs.enrol(scenario, taro);
        return taro;
    }

    @Test
    void aScenarioScoresTagsAndSetsFields() {
        var scenario = runs.publish(Drawn.scenario()
                .start("Start", "startManually")
                .task("Score", "addScore", "points", "15")
                .task("Tag", "addTag", "tag", "interested")
                .task("Set", "updateContact", "field", "jobTitle", "value", "部長")
                .task("Untag", "removeTag", "tag", "interested")
                .end("End", "exhausted")
                .way("Start", "Score", "Tag", "Set", "Untag", "End"));

        var taro = enrolledIn(scenario);

        var card = contacts.find(taro).orElseThrow();
        assertThat(scores.of(taro, "overall")).isEqualTo(15);
        assertThat(card.jobTitle()).isEqualTo("部長");
        assertThat(card.tags()).doesNotContain("interested");
        assertThat(runs.of(scenario, taro).status()).isEqualTo("ENDED exhausted");
    }

    @Test
    void aBranchGoesByTheScoreAndSaysWhy() {
        var scenario = runs.publish(Drawn.scenario()
                .start("Start", "startManually")
                .task("Score", "addScore", "points", "55")
                .choice("Ripe", "Flow_No")
                .days("Hot", 1)
                .days("Cold", 1)
                .end("End", "exhausted")
                .way("Start", "Score", "Ripe")
                .flow("Flow_Yes", "Ripe", "Hot", "score.overall >= 50 and stage = \"LEAD\"")
                .flow("Flow_No", "Ripe", "Cold", "")
                .way("Hot", "End")
                .way("Cold", "End"));

        var taro = enrolledIn(scenario);

        assertThat(runs.of(scenario, taro).waitsAt()).containsExactly("Hot");
        assertThat(runs.of(scenario, taro).why("Ripe")).containsExactly("score.overall = 55; stage = LEAD");
    }

    @Test
    void aSplitSendsEveryRunDownOneWay() {
        var scenario = runs.publish(Drawn.scenario()
                .start("Start", "startManually")
                .task("Split", "splitRandomly", "weights", "A:50,B:50")
                .choice("Which", "Flow_Other")
                .days("A", 1)
                .days("B", 1)
                .end("End", "exhausted")
                .way("Start", "Split", "Which")
                .flow("Flow_A", "Which", "A", "variant = \"A\"")
                .flow("Flow_Other", "Which", "B", "")
                .way("A", "End")
                .way("B", "End"));
        int left = 0;
        for (int i = 0; i < 20; i++) {
            var at = runs.of(scenario, enrolledIn(scenario)).waitsAt();
            assertThat(at).hasSize(1);
            left += at.contains("A") ? 1 : 0;
        }
        assertThat(left).isBetween(1, 19);
    }

    @Test
    void aStepInACircleCountsEachTime() {
        var scenario = runs.publish(Drawn.scenario()
                .start("Start", "startManually")
                .task("Score", "addScore", "points", "10")
                .days("Wait", 1)
                .choice("Enough", "Again")
                .end("End", "exhausted")
                .way("Start", "Score", "Wait", "Enough")
                .flow("Again", "Enough", "Score", "")
                .flow("Done", "Enough", "End", "score.overall >= 30"));
        var taro = enrolledIn(scenario);

        runs.of(scenario, taro).fire("Wait");
        runs.of(scenario, taro).fire("Wait");
        assertThat(scores.of(taro, "overall")).isEqualTo(30);
        runs.of(scenario, taro).fire("Wait");

        assertThat(runs.of(scenario, taro).status()).isEqualTo("ENDED exhausted");
    }

    @Test
    void aWaitForADateEndsOnTheMorningOfThatDay() {
        var scenario = runs.publish(Drawn.scenario()
                .start("Start", "startManually")
                .timer("Until", "waitUntilDate", "date", "2036-04-01", "offsetDays", "-1", "time", "10:30")
                .end("End", "exhausted")
                .way("Start", "Until", "End"));

        var taro = enrolledIn(scenario);

        var due = jdbc.sql("SELECT DUEDATE_ FROM ACT_RU_JOB WHERE PROCESS_INSTANCE_ID_ = :id")
                .param("id", runs.of(scenario, taro).instance())
                .query(LocalDateTime.class)
                .single();
        assertThat(Utc.toInstant(due)).isEqualTo(Instant.parse("2036-03-31T01:30:00Z"));
    }

    @Test
    void aStepThatFailsAfterWritingLeavesNoTrace() {
        var scenario = runs.publish(Drawn.scenario()
                .start("Start", "startManually")
                .days("Wait", 1)
                .task("Score", "addScore", "points", "10")
                .task("Broken", "updateContact", "field", "noSuchField", "value", "x")
                .end("End", "exhausted")
                .way("Start", "Wait", "Score", "Broken", "End"));
        var taro = enrolledIn(scenario);
        var run = runs.of(scenario, taro);

        assertThatThrownBy(() -> run.fire("Wait")).isInstanceOf(RuntimeException.class);

        assertThat(scores.of(taro, "overall")).isZero();
        assertThat(run.waitsAt()).containsExactly("Wait");
        assertThat(run.log()).containsExactly("PASSED Start", "ENTERED Wait");
    }

    @Test
    void processVariablesHoldNothingAboutThePerson() {
        var scenario = runs.publish(Drawn.scenario()
                .start("Start", "startManually")
                .task("Split", "splitRandomly", "weights", "A:1")
                .days("Wait", 1)
                .end("End", "exhausted")
                .way("Start", "Split", "Wait", "End"));
        var taro = enrolledIn(scenario);

        Map<String, Object> variables =
                runtime.getVariables(runs.of(scenario, taro).instance());

        assertThat(variables).containsExactlyEntriesOf(Map.of("result.variant", "A"));
    }

    @Test
    void branchesSideBySideEachRunAndJoin() {
        var scenario = runs.publish(Drawn.scenario()
                .start("Start", "startManually")
                .parallel("Fork")
                .days("A", 1)
                .days("B", 1)
                .parallel("Join")
                .end("End", "exhausted")
                .way("Start", "Fork", "A", "Join", "End")
                .way("Fork", "B", "Join"));
        var taro = enrolledIn(scenario);
        var run = runs.of(scenario, taro);
        assertThat(run.waitsAt()).containsExactlyInAnyOrder("A", "B");

        run.fire("A");
        assertThat(run.status()).isEqualTo("RUNNING");
        run.fire("B");

        assertThat(run.status()).isEqualTo("ENDED exhausted");
    }

    @Test
    void firedByTwoAtOnceATimerHasItsEffectOnce() throws Exception {
        var scenario = runs.publish(Drawn.scenario()
                .start("Start", "startManually")
                .days("Wait", 1)
                .task("Score", "addScore", "points", "10")
                .days("Rest", 1)
                .end("End", "exhausted")
                .way("Start", "Wait", "Score", "Rest", "End"));
        var taro = enrolledIn(scenario);
        var run = runs.of(scenario, taro);

        var pool = Executors.newFixedThreadPool(2);
        var both = pool.invokeAll(List.<Callable<Boolean>>of(() -> fires(run), () -> fires(run)));
        for (var one : both) {
            one.get();
        }
        pool.shutdown();

        assertThat(scores.of(taro, "overall")).isEqualTo(10);
        assertThat(run.waitsAt()).containsExactly("Rest");
    }

    private static boolean fires(ScenarioRuns.OneRun run) {
        try {
            run.fire("Wait");
            return true;
        } catch (RuntimeException | AssertionError other) {
            return false;
        }
    }
}
