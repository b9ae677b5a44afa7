package org.minori.scenarios.runs;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.minori.MinoriTest;
import org.minori.contacts.ContactMerge;
import org.minori.contacts.MergeUndo;
import org.minori.tracking.ActivityLog;
import org.minori.tracking.Touchpoint;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.jdbc.core.simple.JdbcClient;

@MinoriTest
class MergedRunsTests {

    @Autowired
    ScenarioRuns runs;

    @Autowired
    ContactMerge merge;

    @Autowired
    MergeUndo undo;

    @Autowired
    ActivityLog activities;

    @Autowired
    JdbcClient jdbc;

    private static Drawn untilAClick() {
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

    @Test
    void theLosersRunGoesOnAsTheWinners() {
        var scenario = runs.publish(untilAClick());
        var winner = runs.somebody();
        var loser = runs.somebody();
        runs.enrol(scenario, loser);

        merge.merge(winner, loser, Set.of());
        activities.record(
                List.of(new Touchpoint(null, winner, "emailClicked", "offer", Instant.now(), Map.of(), false)));
        runs.work();

        assertThat(runs.of(scenario, winner).status()).isEqualTo("ENDED converted");
        assertThat(jdbc.sql("SELECT COUNT(*) FROM contact_tag WHERE contact_id = ? AND tag = 'clicked'")
                        .param(winner.value())
                        .query(Integer.class)
                        .single())
                .isEqualTo(1);
    }

    @Test
    void theRunGoesBackWithItsPersonWhenTheMergeIsTakenBack() {
        var scenario = runs.publish(untilAClick());
        var winner = runs.somebody();
        var loser = runs.somebody();
        runs.enrol(scenario, loser);
        merge.merge(winner, loser, Set.of());

        undo.undo(jdbc.sql("SELECT id FROM contact_merge WHERE loser_id = ?")
                .param(loser.value())
                .query(Long.class)
                .single());
        activities.record(
                List.of(new Touchpoint(null, loser, "emailClicked", "offer", Instant.now(), Map.of(), false)));
        runs.work();

        assertThat(runs.of(scenario, loser).status()).isEqualTo("ENDED converted");
    }

    @Test
    void ofTwoRunsInOneScenarioTheOlderGoesOn() {
        var scenario = runs.publish(untilAClick());
        var winner = runs.somebody();
        var loser = runs.somebody();
        runs.enrol(scenario, loser);
        runs.enrol(scenario, winner);

        merge.merge(winner, loser, Set.of());
        runs.work();

        assertThat(jdbc.sql("SELECT status FROM enrolment WHERE contact_id = ? AND scenario_key = ? ORDER BY id")
                        .params(winner.value(), scenario)
                        .query(String.class)
                        .list())
                .hasSize(2)
                .first()
                .isEqualTo("RUNNING");
        assertThat(jdbc.sql("SELECT COUNT(*) FROM enrolment WHERE contact_id = ? AND status = 'RUNNING'")
                        .param(winner.value())
                        .query(Integer.class)
                        .single())
                .isEqualTo(1);
    }
}
