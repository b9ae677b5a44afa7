package org.minori.scenarios.runs;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.minori.MinoriTest;
import org.minori.contacts.ContactId;
import org.minori.scoring.LeadScores;
import org.minori.scoring.ScoreChange;
import org.minori.tracking.ActivityLog;
import org.minori.tracking.Touchpoint;
import org.springframework.beans.factory.annotation.Autowired;

@MinoriTest
class WakingTests {

    @Autowired
    ScenarioRuns runs;

    @Autowired
    ActivityLog activities;

    @Autowired
    LeadScores scores;

    private static Drawn clickOrThreeDays() {
        return Drawn.scenario()
                .start("Start", "startManually")
                .whicheverFirst("First")
                .event("Clicked", "emailClicked", "subject", "offer")
                .days("ThreeDays", 3)
                .task("Tag", "addTag", "tag", "clicked")
                .end("Converted", "converted")
                .end("Exhausted", "exhausted")
                .way("Start", "First", "Clicked", "Tag", "Converted")
                .way("First", "ThreeDays", "Exhausted");
    }

    private void happened(ContactId contact, String type, @Nullable String subject, boolean machine) {
        activities.record(List.of(new Touchpoint(null, contact, type, subject, Instant.now(), Map.of(), machine)));
    }

    private void score(ContactId contact, int points) {
        scores.add(List.of(
                new ScoreChange(contact, "overall", points, "test", 1, null, null, "test" + System.nanoTime())));
    }

    @Test
    void aClickLetsTheRunGoOnAtOnce() {
        var scenario = runs.publish(clickOrThreeDays());
        var taro = runs.somebody();
        runs.enrol(scenario, taro);
        assertThat(runs.of(scenario, taro).waitsAt()).containsExactly("First");

        happened(taro, "emailClicked", "offer", false);
        runs.work();

        assertThat(runs.of(scenario, taro).waitsAt()).isEmpty();
        assertThat(runs.of(scenario, taro).status()).isEqualTo("ENDED converted");
        assertThat(runs.of(scenario, taro).waits()).isEmpty();
        assertThat(runs.of(scenario, taro).log())
                .containsExactly(
                        "PASSED Start",
                        "ENTERED First",
                        "LEFT First",
                        "PASSED Clicked",
                        "PASSED Tag",
                        "PASSED Converted");
    }

    @Test
    void aClickOnAnotherMailOrByAMachineWakesNobody() {
        var scenario = runs.publish(clickOrThreeDays());
        var taro = runs.somebody();
        runs.enrol(scenario, taro);

        happened(taro, "emailClicked", "other", false);
        happened(taro, "emailClicked", "offer", true);
        runs.work();

        assertThat(runs.of(scenario, taro).waitsAt()).containsExactly("First");
    }

    @Test
    void theTimerEndsTheWaitForTheClick() {
        var scenario = runs.publish(clickOrThreeDays());
        var taro = runs.somebody();
        runs.enrol(scenario, taro);

        runs.of(scenario, taro).fire("ThreeDays");
        happened(taro, "emailClicked", "offer", false);
        runs.work();

        assertThat(runs.of(scenario, taro).status()).isEqualTo("ENDED exhausted");
        assertThat(runs.of(scenario, taro).waits()).isEmpty();
    }

    @Test
    void manyClicksOfOneContactAreOneStep() {
        var scenario = runs.publish(clickOrThreeDays());
        var taro = runs.somebody();
        runs.enrol(scenario, taro);

        happened(taro, "emailClicked", "offer", false);
        happened(taro, "emailClicked", "offer", false);
        runs.work();

        assertThat(runs.of(scenario, taro).log()).containsOnlyOnce("PASSED Tag");
    }

    @Test
    void whatHappenedBeforeTheWaitDoesNotWakeIt() {
        var scenario = runs.publish(clickOrThreeDays());
        var taro = runs.somebody();

        happened(taro, "emailClicked", "offer", false);
        runs.enrol(scenario, taro);
        runs.work();

        assertThat(runs.of(scenario, taro).waitsAt()).containsExactly("First");
    }

    @Test
    void aScoreThatIsThereAlreadyIsNotWaitedForEver() {
        var scenario = runs.publish(Drawn.scenario()
                .start("Start", "startManually")
                .event("Hot", "scoreReached", "atLeast", "50")
                .end("End", "converted")
                .way("Start", "Hot", "End"));
        var taro = runs.somebody();
        score(taro, 60);

        runs.enrol(scenario, taro);
        runs.work();

        assertThat(runs.of(scenario, taro).status()).isEqualTo("ENDED converted");
    }

    @Test
    void aScoreWakesWhenItReachesTheNumberAndNotBefore() {
        var scenario = runs.publish(Drawn.scenario()
                .start("Start", "startManually")
                .event("Hot", "scoreReached", "atLeast", "50")
                .end("End", "converted")
                .way("Start", "Hot", "End"));
        var taro = runs.somebody();
        runs.enrol(scenario, taro);

        score(taro, 49);
        runs.work();
        assertThat(runs.of(scenario, taro).waitsAt()).containsExactly("Hot");

        score(taro, 1);
        runs.work();
        assertThat(runs.of(scenario, taro).status()).isEqualTo("ENDED converted");
    }

    @Test
    void aGoalEndsTheRunWhereverItIs() {
        var scenario = runs.publish(Drawn.scenario()
                .start("Start", "startManually")
                .days("Wait", 7)
                .end("End", "exhausted")
                .way("Start", "Wait", "End")
                .goal("Goal", "demoRequested"));
        var taro = runs.somebody();
        runs.enrol(scenario, taro);

        happened(taro, "demoRequested", null, false);
        runs.work();

        assertThat(runs.of(scenario, taro).status()).isEqualTo("ENDED converted");
        assertThat(runs.of(scenario, taro).waits()).isEmpty();
        assertThat(runs.of(scenario, taro).waitsAt()).isEmpty();
    }

    @Test
    void anEventStartsARun() {
        var scenario = runs.publish(Drawn.scenario()
                .start("Start", "startOnEvent", "event", "documentRequested")
                .days("Wait", 7)
                .end("End", "exhausted")
                .way("Start", "Wait", "End"));
        var taro = runs.somebody();

        happened(taro, "documentRequested", null, false);
        happened(taro, "documentRequested", null, false);
        runs.work();

        assertThat(runs.of(scenario, taro).waitsAt()).containsExactly("Wait");
        assertThat(runs.count(scenario)).isEqualTo(1);
    }

    @Test
    void crossingAScoreStartsARunThroughItsOwnStart() {
        var scenario = runs.publish(Drawn.scenario()
                .start("Manual", "startManually")
                .start("Hot", "startOnScore", "atLeast", "30")
                .days("A", 7)
                .days("B", 7)
                .end("End", "exhausted")
                .way("Manual", "A", "End")
                .way("Hot", "B", "End"));
        var taro = runs.somebody();
        var hana = runs.somebody();

        score(taro, 31);
        runs.enrol(scenario, hana);
        runs.work();

        assertThat(runs.of(scenario, taro).waitsAt()).containsExactly("B");
        assertThat(runs.of(scenario, hana).waitsAt()).containsExactly("A");
    }
}
