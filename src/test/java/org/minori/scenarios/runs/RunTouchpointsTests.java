package org.minori.scenarios.runs;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.minori.MinoriTest;
import org.minori.contacts.ContactId;
import org.minori.tracking.ActivityLog;
import org.minori.tracking.Touchpoint;
import org.minori.tracking.TouchpointType;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.jdbc.core.simple.JdbcClient;

@MinoriTest
class RunTouchpointsTests {

    @Autowired
    ScenarioRuns runs;

    @Autowired
    ActivityLog log;

    @Autowired
    JdbcClient jdbc;

    private static Drawn atOnce() {
        return Drawn.scenario()
                .start("Start", "startManually")
                .task("Tag", "addTag", "tag", "seen")
                .end("End", "converted")
                .way("Start", "Tag", "End");
    }

    private static Drawn waiting() {
        return Drawn.scenario()
                .start("Start", "startManually")
                .days("Wait", 3)
                .end("End", "exhausted")
                .way("Start", "Wait", "End");
    }

    /** The whole timeline in pages of this size: kinds and subjects. */
    private List<String> timeline(ContactId contact, int size, String... types) {
        var lines = new ArrayList<String>();
        @Nullable String after = null;
        do {
            var page = log.timeline(contact, List.of(types), after, size);
            page.items()
                    .forEach(one -> lines.add(
                            one.touchpoint().type() + " " + one.touchpoint().subject()));
            after = page.next();
        } while (after != null);
        return lines;
    }

    /** Moments are kept to the millisecond: what happens in one has no order. */
    private static void aMomentLater() throws InterruptedException {
        Thread.sleep(2);
    }

    @Test
    void beginningsAndEndsStandInTheTimelineWithoutRowsOfTheirOwn() throws InterruptedException {
        var short1 = runs.publish(atOnce());
        var long1 = runs.publish(waiting());
        var taro = runs.somebody();
        runs.enrol(short1, taro);
        aMomentLater();
        log.record(List.of(new Touchpoint(null, taro, "phoned", "us", Instant.now(), Map.of(), false)));
        aMomentLater();
        runs.enrol(long1, taro);

        var all = timeline(taro, 100);
        assertThat(all.stream().filter(line -> line.startsWith("scenario") || line.startsWith("phoned")))
                .containsExactly(
                        "scenarioEntered " + long1, "phoned us", "scenarioLeft " + short1, "scenarioEntered " + short1);
        for (int size = 1; size < 4; size++) {
            assertThat(timeline(taro, size)).isEqualTo(all);
            assertThat(timeline(taro, size, TouchpointType.SCENARIO_ENTERED))
                    .containsExactly("scenarioEntered " + long1, "scenarioEntered " + short1);
        }
        assertThat(log.types(taro)).contains(TouchpointType.SCENARIO_ENTERED, TouchpointType.SCENARIO_LEFT);
        assertThat(jdbc.sql("SELECT COUNT(*) FROM touchpoint WHERE contact_id = :contact AND type LIKE 'scenario%'")
                        .param("contact", taro.value())
                        .query(Long.class)
                        .single())
                .isZero();
    }
}
