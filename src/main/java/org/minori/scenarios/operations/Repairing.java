package org.minori.scenarios.operations;

import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.minori.administration.AuditLog;
import org.minori.contacts.ContactDirectory;
import org.minori.contacts.ContactId;
import org.minori.scenarios.authoring.CompiledScenarios;
import org.minori.scenarios.authoring.ScenarioDrafts;
import org.minori.scenarios.authoring.ScenarioOutline;
import org.minori.scenarios.authoring.ScenarioOutline.Node;
import org.minori.scenarios.engine.EngineIncidents;
import org.minori.scenarios.engine.EngineMigration;
import org.minori.scenarios.engine.EngineMigration.Rest;
import org.minori.scenarios.engine.EngineRepairs;
import org.minori.scenarios.runs.RunDeeds;
import org.minori.scenarios.runs.RunDeeds.What;
import org.minori.scenarios.runs.RunEnding;
import org.minori.scenarios.runs.RunLog;
import org.minori.scenarios.runs.RunMoves;
import org.minori.web.InvalidInput;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.support.DefaultMessageSourceResolvable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/**
 * Mends single runs by hand: trying again, skipping what failed, going on elsewhere, correcting what was wrong, ending. What
 * fails on the way changes nothing.
 */
@Service
@Transactional
public class Repairing {

    static final String WHY = "endedByHand";

    private static final Logger LOG = LoggerFactory.getLogger(Repairing.class);

    private final RunEnding ending;
    private final EngineRepairs repairs;
    private final EngineIncidents incidents;
    private final EngineMigration places;
    private final ScenarioDrafts scenarios;
    private final ContactDirectory contacts;
    private final Pausing pausing;
    private final RunLog log;
    private final RunMoves moves;
    private final CompiledScenarios compiled;
    private final RunDeeds deeds;
    private final Who who;
    private final JdbcClient jdbc;
    private final AuditLog audit;

    Repairing(
            RunEnding ending,
            EngineRepairs repairs,
            EngineIncidents incidents,
            EngineMigration places,
            ScenarioDrafts scenarios,
            ContactDirectory contacts,
            Pausing pausing,
            RunLog log,
            RunMoves moves,
            CompiledScenarios compiled,
            RunDeeds deeds,
            Who who,
            JdbcClient jdbc,
            AuditLog audit) {
        this.ending = ending;
        this.repairs = repairs;
        this.incidents = incidents;
        this.places = places;
        this.scenarios = scenarios;
        this.contacts = contacts;
        this.pausing = pausing;
        this.log = log;
        this.moves = moves;
        this.compiled = compiled;
        this.deeds = deeds;
        this.who = who;
        this.jdbc = jdbc;
        this.audit = audit;
    }

    private record Going(int version, ContactId contact) {}

    /** What is left, and behind what the run goes on. */
    private record Skip(String rest, String step) {}

    /**
     * Ends a run where it stands, as one that left; what was done stays done, mails that still wait to be sent included. One
     * that has ended stays as it is.
     *
     * @return whether it was still going on
     */
    public boolean end(String scenario, long enrolment) {
        boolean open = jdbc.sql(
                                "SELECT COUNT(*) FROM enrolment WHERE id = ? AND scenario_key = ? AND status IN ('REQUESTED', 'RUNNING')")
                        .params(enrolment, scenario)
                        .query(Integer.class)
                        .single()
                > 0;
        if (open) {
            ending.end(List.of(enrolment), WHY, What.ENDED, who.asks());
            audit.record("scenario.runEnded", "run:" + enrolment, Map.of("scenario", scenario));
        }
        return open;
    }

    /** Lets what failed in a run try again; whether anything had. */
    public boolean retry(String scenario, long enrolment) {
        going(scenario, enrolment);
        boolean failed = !incidents.retry(List.of(enrolment)).isEmpty();
        if (failed) {
            deeds.note(enrolment, What.RETRIED, who.asks());
            audit.record("scenario.runRetried", "run:" + enrolment, Map.of("scenario", scenario));
        }
        return failed;
    }

    /** Sets a field of the run's contact and lets what failed try again. */
    public void correct(String scenario, long enrolment, String field, String value) {
        var going = going(scenario, enrolment);
        contacts.setField(going.contact(), field, value);
        deeds.note(enrolment, What.CORRECTED, who.asks());
        incidents.retry(List.of(enrolment));
        audit.record("scenario.runCorrected", "run:" + enrolment, Map.of("scenario", scenario, "field", field));
    }

    /** Lets a run go on behind the step that failed, or behind the wait at which it rests where nothing failed. */
    public void skip(String scenario, long enrolment) {
        skipStuck(scenario, enrolment, who.asks());
        audit.record("scenario.stepSkipped", "run:" + enrolment, Map.of("scenario", scenario));
    }

    /** The same for one of many, of which the batch tells. */
    void skipStuck(String scenario, long enrolment, String by) {
        int version = free(scenario, enrolment).version();
        var skip = skipping(enrolment, scenarios.outline(scenario, version))
                .orElseThrow(() -> new Refused("operations.run.skip.choose"));
        deeds.note(enrolment, What.SKIPPED, version, skip.step(), null, by);
        attempt(enrolment, () -> repairs.goOnBehind(enrolment, skip.rest(), skip.step()));
    }

    /** Whether there is one way on behind what failed, or behind what the run waits for. */
    @Transactional(readOnly = true)
    public boolean canSkip(String scenario, long enrolment, int version) {
        return skipping(enrolment, scenarios.outline(scenario, version)).isPresent();
    }

    private Optional<Skip> skipping(long enrolment, ScenarioOutline outline) {
        var rests = rests(enrolment);
        var failed = incidents.of(enrolment).stream()
                .map(EngineIncidents.Incident::element)
                .findFirst();
        var rest = rests.size() == 1 ? Optional.of(rests.get(0)) : failed.flatMap(step -> before(step, rests, outline));
        return rest.map(here -> new Skip(here, failed.orElse(here)))
                .filter(skip -> outline.outOf(skip.step()).size() == 1)
                .filter(skip -> outline.node(skip.step())
                        .filter(Repairing::canBeSkipped)
                        .isPresent());
    }

    /** Of several places at which a run rests, the one from which it came to what failed. */
    private static Optional<String> before(String failed, List<String> rests, ScenarioOutline outline) {
        var before = rests.stream()
                .filter(rest -> rest.equals(failed) || outline.after(rest).contains(failed))
                .toList();
        return before.size() == 1 ? Optional.of(before.get(0)) : Optional.empty();
    }

    private static boolean canBeSkipped(Node node) {
        return node.step() != null
                && !node.type().equals("userTask")
                && !node.type().equals("callActivity");
    }

    /**
     * Takes a run from where it rests to another step of its version, which it begins at once.
     *
     * @param from where it rests; may be left out where that is one place
     */
    public void move(String scenario, long enrolment, @Nullable String from, String to) {
        var going = free(scenario, enrolment);
        var rests = rests(enrolment);
        var leave = from == null || from.isEmpty() ? rests.size() == 1 ? rests.get(0) : null : from;
        if (leave == null || !rests.contains(leave)) {
            throw new InvalidInput("from", "operations.run.move.from");
        }
        if (targets(scenario, going.version()).stream()
                .noneMatch(node -> node.id().equals(to))) {
            throw new InvalidInput("to", "operations.run.move.to", to);
        }
        var ahead = new HashSet<>(scenarios.outline(scenario, going.version()).onceFrom(to));
        moves.rememberDone(compiled.of(scenario, going.version()), going.version(), Map.of(enrolment, ahead));
        log.broughtByHand(enrolment, to);
        deeds.note(enrolment, What.MOVED, going.version(), leave, to, who.asks());
        attempt(enrolment, () -> repairs.begin(enrolment, leave, to));
        audit.record("scenario.runMoved", "run:" + enrolment, Map.of("scenario", scenario, "from", leave, "to", to));
    }

    /** Where a run of the version can be taken: every step and branch outside goals that a run can come to by itself. */
    @Transactional(readOnly = true)
    public List<Node> targets(String scenario, int version) {
        var outline = scenarios.outline(scenario, version);
        var places = StepMapping.places(outline);
        return outline.nodes().stream()
                .filter(node -> node.goal().isEmpty())
                .filter(node -> StepMapping.Rest.of(node).isPresent()
                        ? places.contains(node)
                        : !node.type().equals("startEvent") && !node.type().equals("parallelGateway"))
                .toList();
    }

    /** What fails on the way is told in words; the transaction undoes what was begun. */
    private static void attempt(long enrolment, Runnable repair) {
        try {
            repair.run();
        } catch (RuntimeException failure) {
            LOG.info("Run {} could not be repaired", enrolment, failure);
            throw new Refused("operations.run.failed", said(failure));
        }
    }

    /** What one of ours refused has words in every language; of the rest only what was said is known. */
    private static Object said(RuntimeException failure) {
        if (failure instanceof InvalidInput refused) {
            var error = refused.errors().get(0);
            return new DefaultMessageSourceResolvable(
                    new String[] {error.messageKey()}, error.arguments().toArray());
        }
        return String.valueOf(failure.getMessage());
    }

    /** The steps at which a run rests. */
    @Transactional(readOnly = true)
    public List<String> rests(long enrolment) {
        return places.rests(List.of(enrolment)).getOrDefault(enrolment, List.of()).stream()
                .map(Rest::element)
                .distinct()
                .toList();
    }

    private Going going(String scenario, long enrolment) {
        return jdbc.sql("""
                        SELECT version, contact_id FROM enrolment
                        WHERE id = :id AND scenario_key = :key AND status = 'RUNNING' FOR UPDATE
                        """)
                .param("id", enrolment)
                .param("key", scenario)
                .query((row, number) -> new Going(row.getInt(1), new ContactId(row.getLong(2))))
                .optional()
                .orElseThrow(() -> new Refused("operations.run.over"));
    }

    /** A run that nobody holds: what follows would run at once. */
    private Going free(String scenario, long enrolment) {
        if (pausing.ofScenario(scenario).isPresent() || pausing.ofRun(enrolment).isPresent()) {
            throw new Refused("operations.run.heldNow");
        }
        return going(scenario, enrolment);
    }
}
