package org.minori.scenarios.authoring;

import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.minori.administration.AuditLog;
import org.minori.administration.User;
import org.minori.administration.UserAccounts;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/** Makes a draft the version that contacts enter from now on. Runs that have begun go on in the version they entered. */
@Service
public class Publishing {

    /** What came of it: the new version, or the problems that kept it from being made. */
    public record Outcome(@Nullable Integer version, List<Problem> problems) {}

    private final ScenarioRows rows;
    private final ScenarioCompiler compiler;
    private final Deployments deployments;
    private final DecisionTables tables;
    private final UserAccounts users;
    private final AuditLog audit;
    private final ApplicationEventPublisher events;
    private final Clock clock;

    Publishing(
            ScenarioRows rows,
            ScenarioCompiler compiler,
            Deployments deployments,
            DecisionTables tables,
            UserAccounts users,
            AuditLog audit,
            ApplicationEventPublisher events,
            Clock clock) {
        this.rows = rows;
        this.compiler = compiler;
        this.deployments = deployments;
        this.tables = tables;
        this.users = users;
        this.audit = audit;
        this.events = events;
        this.clock = clock;
    }

    /** Publishes the draft as version n+1; row, deployment and event are one transaction. */
    @Transactional
    public Outcome publish(String key) {
        var draft = rows.lockDraft(key).orElseThrow(() -> new ScenarioNotFound(key));
        var compilation = compiler.compile(key, draft.text().getBytes(StandardCharsets.UTF_8));
        if (!compilation.publishable()) {
            return new Outcome(null, compilation.problems());
        }
        var scenario = compilation.scenario().orElseThrow();
        int version = rows.nextVersion(key);
        var definition = deployments.deploy(key, version, scenario.executableXml());
        var by = users.current().map(User::id).orElse(null);
        rows.addVersion(key, version, scenario.name(), draft, definition, by, clock.instant());
        tables.pin(scenario, version);
        audit.record("scenario.published", "scenario:" + key, Map.of("version", Integer.toString(version)));
        events.publishEvent(new ScenarioPublished(key, version));
        return new Outcome(version, compilation.problems());
    }
}
