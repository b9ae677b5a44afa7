package org.minori.scenarios.simulation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import org.minori.scenarios.authoring.ScenarioDrafts;
import org.minori.scenarios.runs.Drawn;
import org.springframework.stereotype.Component;

/** Draws and tries scenarios in tests of the simulation. */
@Component
class Tried {

    private final ScenarioDrafts drafts;

    Tried(ScenarioDrafts drafts) {
        this.drafts = drafts;
    }

    String draft(Drawn drawing) {
        var key = "tried-" + Long.toString(System.nanoTime(), 36);
        drafts.save(key, drawing.xml().getBytes(StandardCharsets.UTF_8));
        return key;
    }

    static SimulationResult result(Simulations simulations, String scenario, Simulations.Question question) {
        var id = Long.toString(simulations.ask(scenario, question));
        await().atMost(Duration.ofMinutes(3))
                .pollInterval(Duration.ofMillis(200))
                .until(() -> simulations.get(id).finished());
        var result = simulations.get(id).result();
        assertThat(result).isNotNull();
        return result;
    }
}
