package org.minori.scenarios.runs;

import java.time.Clock;
import java.util.List;
import java.util.Optional;
import org.camunda.bpm.engine.delegate.DelegateExecution;
import org.camunda.bpm.engine.impl.persistence.entity.ExecutionEntity;
import org.jspecify.annotations.Nullable;
import org.minori.scenarios.authoring.CompiledScenario;
import org.minori.storage.BatchedRows;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Service;

/** Writes the way of every contact and keeps the counts, as the engine passes each element; costs no query. */
@Service
public class RunLog {

    /** Element under which the runs themselves are counted: entered all, waiting those that still run. */
    static final String RUNS = "";
    /** Before a result, the element under which runs that ended with it are counted. */
    static final String ENDED = "#";

    private static final String DECIDES = "exclusiveGateway";
    private static final String BY_TABLE = "decide";
    private static final String TASK = "userTask";

    private final BatchedRows rows;
    private final RunDirectory runs;
    private final Waits waits;
    private final JdbcClient jdbc;
    private final Clock clock;

    RunLog(BatchedRows rows, RunDirectory runs, Waits waits, JdbcClient jdbc, Clock clock) {
        this.rows = rows;
        this.runs = runs;
        this.waits = waits;
        this.jdbc = jdbc;
        this.clock = clock;
    }

    /** Notes why a step did what it did: what was compared, what came. */
    public void why(DelegateExecution execution, String element, String note) {
        notes().why(runs.of(execution).enrolment(), element, note);
    }

    void runStarted(Run run) {
        notes().count(run, RUNS, 1, 1);
    }

    void runEnded(Run run, boolean cancelled) {
        var notes = notes();
        var noted = notes.takeResult(run.enrolment());
        var result = cancelled ? "left" : noted == null ? earlierResult(run) : noted;
        notes.count(run, RUNS, 0, -1);
        notes.count(run, ENDED + result, 1, 0);
        notes.ended(run.enrolment(), result, clock.instant());
    }

    /** Where branches ran side by side, an earlier transaction may have noted the result. */
    private String earlierResult(Run run) {
        return jdbc.sql("SELECT result FROM enrolment WHERE id = :id AND result IS NOT NULL")
                .param("id", run.enrolment())
                .query(String.class)
                .optional()
                .orElse("exhausted");
    }

    void entered(DelegateExecution execution) {
        var element = execution.getCurrentActivityId();
        var run = runs.of(execution);
        var meaning = element(run, element);
        boolean waits = waits(run.scenario(), meaning);
        var notes = notes();
        if (decides(run, meaning)) {
            notes.deciding(run, element, flow(execution), clock.instant());
        } else {
            notes.step(run, element, waits ? RunStep.ENTERED : RunStep.PASSED, flow(execution), clock.instant());
        }
        notes.count(run, element, 1, waits ? 1 : 0);
        if (meaning.type().equals("endEvent") && !meaning.result().isEmpty()) {
            notes.result(run.enrolment(), meaning.result());
        }
    }

    void left(DelegateExecution execution) {
        var element = execution.getCurrentActivityId();
        var run = runs.of(execution);
        var meaning = element(run, element);
        if (decides(run, meaning)) {
            notes().decided(run, element);
        } else if (waits(run.scenario(), meaning)) {
            var notes = notes();
            notes.step(run, element, RunStep.LEFT, null, clock.instant());
            notes.count(run, element, 0, -1);
            if (meaning.type().equals(TASK)) {
                waits.end(run, element);
            }
        }
    }

    /** Whether it is told why it went on as it did: a branch, or a step that decides by a table. */
    private static boolean decides(Run run, CompiledScenario.Element element) {
        var step = run.scenario().steps().get(element.id());
        return element.type().equals(DECIDES) || step != null && step.kind().equals(BY_TABLE);
    }

    private static CompiledScenario.Element element(Run run, String id) {
        return Optional.ofNullable(run.scenario().elements().get(id))
                .orElseGet(() -> new CompiledScenario.Element(id, "", "", "", List.of()));
    }

    /** Whether a run rests at the element; an event behind an event-based gateway does not, the gateway does. */
    static boolean waits(CompiledScenario scenario, CompiledScenario.Element element) {
        return switch (element.type()) {
            case "userTask", "callActivity", "eventBasedGateway" -> true;
            case "intermediateCatchEvent" ->
                scenario.elements().values().stream()
                        .noneMatch(other -> other.gatewayEvents().contains(element.id()));
            default -> false;
        };
    }

    private static @Nullable String flow(DelegateExecution execution) {
        if (!(execution instanceof ExecutionEntity entity)) {
            return null;
        }
        var transition = entity.getCurrentTransitionId();
        var activity = entity.getActivity();
        // The engine jumps from an event-based gateway to the event that came; the flow between them is the only one.
        return transition == null
                        && activity != null
                        && activity.getIncomingTransitions().size() == 1
                ? activity.getIncomingTransitions().get(0).getId()
                : transition;
    }

    private RunNotes notes() {
        return rows.collector(RunNotes.class, () -> new RunNotes(rows));
    }
}
