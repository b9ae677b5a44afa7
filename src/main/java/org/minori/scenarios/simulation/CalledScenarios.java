package org.minori.scenarios.simulation;

import java.nio.charset.StandardCharsets;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.minori.scenarios.authoring.CompiledScenario;
import org.minori.scenarios.authoring.CompiledScenarios;
import org.minori.scenarios.authoring.PublishedScenarios;
import org.minori.scenarios.authoring.ScenarioDrafts;
import org.minori.scenarios.authoring.SettingsOfScenarios;
import org.minori.scenarios.authoring.SimulatedPublishing.Rules;
import org.minori.scenarios.simulation.SimulationInput.Called;
import org.springframework.stereotype.Component;

/** What a simulation must know of the scenarios that the simulated one sends contacts through, however deep. */
@Component
class CalledScenarios {

    private static final String CALL = "callScenario";

    private final ScenarioDrafts drafts;
    private final PublishedScenarios published;
    private final CompiledScenarios compiled;
    private final SettingsOfScenarios settings;

    CalledScenarios(
            ScenarioDrafts drafts,
            PublishedScenarios published,
            CompiledScenarios compiled,
            SettingsOfScenarios settings) {
        this.drafts = drafts;
        this.published = published;
        this.compiled = compiled;
        this.settings = settings;
    }

    /** The rules that hold for the scenario as a whole. */
    Rules rules(String scenario) {
        var view = drafts.find(scenario);
        return new Rules(settings.of(scenario), view.reentry(), view.reentryDays());
    }

    /** Those that are published; at the others a simulated contact is refused as a living one would be. */
    List<Called> of(String scenario, CompiledScenario drawing) {
        var called = new ArrayList<Called>();
        var seen = new HashSet<>(Set.of(scenario));
        var ahead = new ArrayDeque<>(List.of(drawing));
        while (!ahead.isEmpty()) {
            for (var key : calls(ahead.remove())) {
                if (seen.add(key)) {
                    published.find(key).ifPresent(one -> {
                        var text = new String(drafts.drawing(key, one.version()), StandardCharsets.UTF_8);
                        called.add(new Called(key, text, rules(key)));
                        ahead.add(compiled.of(key, one.version()));
                    });
                }
            }
        }
        return called;
    }

    private static List<String> calls(CompiledScenario scenario) {
        return scenario.steps().values().stream()
                .filter(step -> step.kind().equals(CALL))
                .map(step -> step.parameter("scenario", ""))
                .distinct()
                .toList();
    }
}
