package org.minori.scenarios.operations;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.minori.contacts.ContactId;
import org.minori.scenarios.engine.EngineBatch;
import org.minori.scenarios.engine.EngineMigration;
import org.minori.scenarios.engine.EngineMigration.Rest;
import org.minori.scenarios.engine.EngineTimers;
import org.minori.scenarios.engine.OrderedIds;
import org.minori.scenarios.operations.Migrating.Plan;
import org.minori.scenarios.runs.RunMoves;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/**
 * Moves runs to another version: the engine's part and ours in one transaction. Who has gone on to a step from which
 * nobody can move is put aside and can be tried again later; who has ended or left the version needs nothing.
 */
@Component
class MigrationKind implements BatchKind {

    static final String NAME = "migrate";
    static final String FROM = "from";
    static final String TO = "to";
    static final String MAPPING = "mapping";
    static final String BEFORE = "before";

    private static final String NOT_FROM_HERE = "rests at ";

    private final Migrating migrating;
    private final RunMoves moves;
    private final EngineMigration engine;
    private final EngineBatch commands;
    private final EngineTimers timers;
    private final JdbcClient jdbc;
    /** What a batch does never changes, and two drawings are read anew for it. */
    private final Cache<Long, Prepared> prepared =
            Caffeine.newBuilder().maximumSize(20).build();

    MigrationKind(
            Migrating migrating,
            RunMoves moves,
            EngineMigration engine,
            EngineBatch commands,
            EngineTimers timers,
            JdbcClient jdbc) {
        this.migrating = migrating;
        this.moves = moves;
        this.engine = engine;
        this.commands = commands;
        this.timers = timers;
        this.jdbc = jdbc;
    }

    private record Prepared(Plan plan, RunMoves.Change change) {}

    @Override
    public String name() {
        return NAME;
    }

    @Override
    public Worked work(Batch batch, List<Long> enrolments) {
        var ready = prepared.get(batch.id(), id -> {
            var plan = migrating.plan(batch);
            return new Prepared(plan, migrating.change(plan));
        });
        var here = moves.lock(enrolments, batch.scenario(), ready.plan().move().from());
        if (here.isEmpty()) {
            return new Worked(Set.of(), Map.of());
        }
        var refused = new HashMap<Long, String>();
        commands.run(here.keySet().stream().map(OrderedIds::ofEnrolment).toList(), () -> {
            var rests = engine.rests(here.keySet());
            refused.putAll(refused(here, rests, ready.plan()));
            here.keySet().removeAll(refused.keySet());
            if (!here.isEmpty()) {
                move(here, rests, ready);
            }
        });
        suspendHeld(here.keySet());
        return new Worked(here.keySet(), refused);
    }

    private void move(Map<Long, ContactId> runs, Map<Long, List<Rest>> rests, Prepared ready) {
        var plan = ready.plan();
        engine.move(plan.definition(), plan.newDefinition(), plan.mapping().moves(plan.old()), runs.keySet());
        runs.keySet()
                .forEach(run -> engine.beginAnew(
                        rests.getOrDefault(run, List.of()), plan.mapping().places()));
        moves.moved(runs, rests, ready.change());
    }

    private static Map<Long, String> refused(Map<Long, ContactId> runs, Map<Long, List<Rest>> rests, Plan plan) {
        var refused = new LinkedHashMap<Long, String>();
        for (var run : runs.keySet()) {
            rests.getOrDefault(run, List.of()).stream()
                    .map(Rest::element)
                    .filter(element -> !plan.mapping().places().containsKey(element))
                    .findFirst()
                    .ifPresent(element -> refused.put(run, NOT_FROM_HERE + element));
        }
        return refused;
    }

    /** A run that somebody holds has no timer that may fire, also none that the new version added. */
    private void suspendHeld(Set<Long> runs) {
        if (!runs.isEmpty()) {
            jdbc.sql("SELECT enrolment_id FROM enrolment_pause WHERE enrolment_id IN (:ids)")
                    .param("ids", runs)
                    .query(Long.class)
                    .list()
                    .forEach(timers::suspend);
        }
    }
}
