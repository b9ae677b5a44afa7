package org.minori.scenarios.authoring;

import java.nio.charset.StandardCharsets;
import java.time.Clock;
import org.minori.scenarios.authoring.PublishedScenario.Reentry;
import org.springframework.boot.autoconfigure.condition.ConditionalOnProperty;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/** Publishes a drawing in the process of a simulation, where there are no scenarios but that and those it calls. */
@Service
@ConditionalOnProperty("minori.simulation")
public class SimulatedPublishing {

    private final ScenarioRows rows;
    private final ScenarioCompiler compiler;
    private final Deployments deployments;
    private final DecisionTables tables;
    private final SettingsOfScenarios settings;
    private final ApplicationEventPublisher events;
    private final JdbcClient jdbc;
    private final Clock clock;

    SimulatedPublishing(
            ScenarioRows rows,
            ScenarioCompiler compiler,
            Deployments deployments,
            DecisionTables tables,
            SettingsOfScenarios settings,
            ApplicationEventPublisher events,
            JdbcClient jdbc,
            Clock clock) {
        this.rows = rows;
        this.compiler = compiler;
        this.deployments = deployments;
        this.tables = tables;
        this.settings = settings;
        this.events = events;
        this.jdbc = jdbc;
        this.clock = clock;
    }

    /** The rules that hold for the scenario as a whole. */
    public record Rules(ScenarioSettings settings, Reentry reentry, int reentryAfterDays) {}

    /** Removes the scenarios that every installation begins with. */
    public void clear() {
        jdbc.sql("DELETE FROM scenario").update();
    }

    /** What the drawing became; its names in other modules were looked up before it came here. */
    @Transactional
    public CompiledScenario publish(String key, String drawing, Rules rules) {
        var bytes = drawing.getBytes(StandardCharsets.UTF_8);
        var compiled = compiler.recompile(key, bytes);
        var text = DrawingText.of(bytes);
        rows.create(key, compiled.name(), text, 0, null, clock.instant());
        rows.setReentry(key, rules.reentry(), rules.reentryAfterDays());
        settings.put(key, rules.settings());
        int version = rows.nextVersion(key);
        var definition = deployments.deploy(key, version, compiled.executableXml());
        var draft = new ScenarioRows.Draft(text.text(), text.hash(), null);
        rows.addVersion(key, version, compiled.name(), draft, definition, null, clock.instant());
        tables.pin(compiled, version);
        events.publishEvent(new ScenarioPublished(key, version));
        return compiled;
    }
}
