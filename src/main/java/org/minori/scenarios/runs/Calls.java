package org.minori.scenarios.runs;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.minori.contacts.ContactId;
import org.minori.scenarios.authoring.CompiledScenario.Step;
import org.minori.scenarios.authoring.CompiledScenarios;
import org.minori.scenarios.authoring.PublishedScenarios;
import org.minori.scenarios.engine.EngineBatch;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Service;

/**
 * A step that sends the contact through another scenario and waits for its end. The other run is an enrolment of its own,
 * of the version that is published when it begins, with its own path and counts; the two find each other like any wait
 * and event, so that neither holds the other's rows.
 */
@Service
class Calls {

    /** What is waited for where nobody was let in, and what comes of it. */
    private static final String REFUSED = "refused";

    private static final String STARTED_BY = "scenario:";
    private static final int DEEPEST = 20;

    private final JdbcClient jdbc;
    private final PublishedScenarios published;
    private final CompiledScenarios compiled;
    private final Enrolments enrolments;
    private final Interests interests;
    private final Signals signals;
    private final Waits waits;
    private final EngineBatch engine;

    Calls(
            JdbcClient jdbc,
            PublishedScenarios published,
            CompiledScenarios compiled,
            Enrolments enrolments,
            Interests interests,
            Signals signals,
            Waits waits,
            EngineBatch engine) {
        this.jdbc = jdbc;
        this.published = published;
        this.compiled = compiled;
        this.enrolments = enrolments;
        this.interests = interests;
        this.signals = signals;
        this.waits = waits;
        this.engine = engine;
    }

    /** The run comes to the step: whoever may enter the other scenario does, whoever is in it already is waited for. */
    void begin(Run run, String executionId, Step step) {
        var key = step.parameter("scenario", "");
        published
                .find(key)
                .ifPresent(scenario -> enrolments.byScenario(scenario, run.contact(), STARTED_BY + run.enrolment()));
        var awaited = open(key, run.contact()).stream()
                .findFirst()
                .filter(called -> !waitsFor(called, run.enrolment(), DEEPEST))
                .map(called -> Long.toString(called))
                .orElse(REFUSED);
        waits.forRun(run, executionId, step.element(), awaited);
    }

    private List<Long> open(String scenario, ContactId contact) {
        return jdbc.sql("""
                        SELECT id FROM enrolment
                        WHERE scenario_key = ? AND contact_id = ? AND status IN ('REQUESTED', 'RUNNING') ORDER BY run DESC
                        """).params(scenario, contact.value()).query(Long.class).list();
    }

    /** Whether the run waits, over however many calls, for the other one: then that must not wait for it. */
    private boolean waitsFor(long run, long other, int depth) {
        if (depth == 0) {
            return true;
        }
        return jdbc
                .sql("SELECT subject FROM scenario_wait WHERE enrolment_id = ? AND kind = ?")
                .params(run, Signals.RUN_ENDED)
                .query(String.class)
                .list()
                .stream()
                .filter(subject -> !subject.equals(REFUSED))
                .map(Long::valueOf)
                .anyMatch(next -> next == other || waitsFor(next, other, depth - 1));
    }

    /** The run leaves the step. Where it does before the other run has ended, that ends too, if the step began it. */
    void end(Run run, Step step) {
        waits.end(run, step.element());
        jdbc.sql("""
                        SELECT id FROM enrolment
                        WHERE scenario_key = ? AND contact_id = ? AND status IN ('REQUESTED', 'RUNNING')
                          AND started_by = ?
                        """)
                .params(step.parameter("scenario", ""), run.contact().value(), STARTED_BY + run.enrolment())
                .query(Long.class)
                .list()
                .forEach(called -> signals.happened(run.contact(), Signals.LEAVE_RUN, Long.toString(called)));
    }

    /** Tells those who may wait for it that a run is over, or will never begin. */
    void over(long enrolment, ContactId contact) {
        if (interests.now().kinds().contains(Signals.RUN_ENDED)) {
            signals.happened(contact, Signals.RUN_ENDED, Long.toString(enrolment));
        }
    }

    /**
     * Lets a run go on whose called run is over, with what came of that; it stays where it is while that still runs.
     *
     * @return false when it does not wait there any more
     */
    boolean goOn(Waking.Wait wait) {
        var step = compiled.of(wait.scenario(), wait.version()).steps().get(wait.element());
        if (step == null) {
            return false;
        }
        return outcome(wait.subject())
                .map(outcome -> engine.message(
                        wait.execution(),
                        "minori." + wait.element(),
                        Map.of(Run.RESULT + step.parameter("result", "calledResult"), outcome)))
                .orElse(true);
    }

    private Optional<String> outcome(String awaited) {
        if (awaited.equals(REFUSED)) {
            return Optional.of(REFUSED);
        }
        var found = new ArrayList<Optional<String>>();
        jdbc.sql("SELECT status, result FROM enrolment WHERE id = ?")
                .param(Long.valueOf(awaited))
                .query(row -> {
                    found.add(
                            switch (row.getString(1)) {
                                case "REQUESTED", "RUNNING" -> Optional.empty();
                                default -> Optional.of(row.getString(2) == null ? REFUSED : row.getString(2));
                            });
                });
        return found.isEmpty() ? Optional.of(REFUSED) : found.get(0);
    }
}
