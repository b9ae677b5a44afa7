package org.minori.scenarios.simulation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.ObjectMapper;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.minori.MinoriTest;
import org.minori.scenarios.runs.Drawn;
import org.minori.storage.RehearsalClock;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.core.env.Environment;
import org.springframework.jdbc.core.simple.JdbcClient;

/** A simulation that can't get through says so soon, and not too many wait. */
@MinoriTest
class InterruptedSimulationTests {

    @Autowired
    Tried tried;

    @Autowired
    Simulations simulations;

    @Autowired
    SimulationRows rows;

    @Autowired
    JdbcClient jdbc;

    @Autowired
    ObjectMapper json;

    @Autowired
    Clock clock;

    @Autowired
    Environment environment;

    @AfterEach
    void nobodyWaits() {
        RehearsalClock.end();
        jdbc.sql("UPDATE simulation SET state = 'FAILED' WHERE state IN ('WAITING', 'RUNNING')")
                .update();
    }

    private static Simulations.Question question() {
        return new Simulations.Question(1, null, 1, 1, Conduct.USUAL, 3);
    }

    private long left() {
        return rows.insert("left-behind", 1, question(), "");
    }

    private Simulation.State state(long id) {
        return simulations.get(Long.toString(id)).state();
    }

    @Test
    void whatANodeLeftBehindHasFailedWhenItStartsAnew() {
        long mine = left();
        assertThat(state(mine)).isEqualTo(Simulation.State.WAITING);

        new SimulationRows(jdbc, json, clock, environment).giveUpWhatIsDead();

        assertThat(state(mine)).isEqualTo(Simulation.State.FAILED);
    }

    @Test
    void whatASilentNodeHasHasFailedWithinAMinuteAndWhatALivingOneHasGoesOn() {
        long id = left();
        RehearsalClock.moveTo(Instant.now().plusSeconds(50));
        rows.beat();
        RehearsalClock.moveTo(Instant.now().plusSeconds(100));
        assertThat(state(id)).isEqualTo(Simulation.State.WAITING);

        RehearsalClock.moveTo(Instant.now().plusSeconds(120));

        assertThat(state(id)).isEqualTo(Simulation.State.FAILED);
    }

    @Test
    void oneWhoseProcessIsKilledHasFailedAtOnce() {
        var scenario = tried.draft(Drawn.scenario()
                .start("Start", "startManually")
                .days("Wait", 3)
                .end("End", "exhausted")
                .way("Start", "Wait", "End"));
        long id = simulations.ask(scenario, question());
        await().atMost(Duration.ofSeconds(30))
                .until(() -> ProcessHandle.current().children().anyMatch(InterruptedSimulationTests::simulates));

        ProcessHandle.current()
                .children()
                .filter(InterruptedSimulationTests::simulates)
                .forEach(ProcessHandle::destroyForcibly);

        await().atMost(Duration.ofSeconds(5)).until(() -> state(id) == Simulation.State.FAILED);
    }

    private static boolean simulates(ProcessHandle process) {
        return process.info().command().orElse("").endsWith("java");
    }

    @Test
    void notMoreThanAFewWait() {
        for (int i = 0; i <= Simulations.MOST_WAITING; i++) {
            left();
        }
        var scenario = tried.draft(Drawn.scenario()
                .start("Start", "startManually")
                .end("End", "exhausted")
                .way("Start", "End"));

        assertThatThrownBy(() -> simulations.ask(scenario, question())).isInstanceOf(TooManySimulations.class);
    }
}
