package org.minori.scenarios.runs;

import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.camunda.bpm.engine.delegate.DelegateExecution;
import org.camunda.bpm.engine.impl.persistence.entity.ExecutionEntity;
import org.camunda.bpm.engine.impl.pvm.PvmActivity;
import org.jspecify.annotations.Nullable;
import org.minori.sales.SalesHandoff;
import org.minori.scenarios.authoring.CompiledScenario;
import org.minori.scenarios.engine.OrderedIds;
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

    private static final String GOES_ON = ">";

    private static final String DECIDES = "exclusiveGateway";
    private static final String BY_TABLE = "decide";
    private static final String TASK = "userTask";

    private final BatchedRows rows;
    private final RunDirectory runs;
    private final Waits waits;
    private final SalesHandoff sales;
    private final Days days;
    private final JdbcClient jdbc;
    private final Clock clock;

    RunLog(
            BatchedRows rows,
            RunDirectory runs,
            Waits waits,
            SalesHandoff sales,
            Days days,
            JdbcClient jdbc,
            Clock clock) {
        this.rows = rows;
        this.runs = runs;
        this.waits = waits;
        this.sales = sales;
        this.days = days;
        this.jdbc = jdbc;
        this.clock = clock;
    }

    /** The element under which those visits to a step are counted that began in another version at the same step. */
    static String goingOn(String element) {
        return GOES_ON + Run.shortened(element);
    }

    /** Notes why a step did what it did: what was compared, what came. */
    public void why(DelegateExecution execution, String element, String note) {
        notes().why(runs.of(execution).enrolment(), element, note);
    }

    /** Somebody takes the run to this element, in this transaction. */
    public void broughtByHand(long enrolment, String element) {
        notes().byHand(enrolment, element);
    }

    void runStarted(Run run) {
        notes().count(run, RUNS, 1, 1, clock.instant());
    }

    void runEnded(Run run, boolean cancelled) {
        var notes = notes();
        var noted = notes.takeResult(run.enrolment());
        var result = cancelled ? "left" : noted == null ? earlierResult(run) : noted;
        var now = clock.instant();
        notes.count(run, RUNS, 0, -1, now);
        notes.count(run, ENDED + result, 1, 0, now);
        notes.ended(run.enrolment(), result, now);
        if (Way.succeeded(result)) {
            notes.outcome(run, Conversions.ENDED, now);
        }
        if (run.scenario().steps().keySet().stream().anyMatch(step -> Way.handsOver(run.scenario(), step))) {
            sales.ended(run.contact(), run.sender());
        }
    }

    /** Where branches ran side by side, an earlier transaction may have noted the result. */
    private String earlierResult(Run run) {
        return jdbc.sql("SELECT result FROM enrolment WHERE id = :id AND result IS NOT NULL")
                .param("id", run.enrolment())
                .query(String.class)
                .optional()
                .orElse("exhausted");
    }

    /** Remembers the flow until its target is entered, where several lead. */
    void took(DelegateExecution execution, PvmActivity target) {
        if (target.getIncomingTransitions().size() > 1) {
            notes().took(runs.of(execution), target.getId(), execution.getCurrentTransitionId());
        }
    }

    void entered(DelegateExecution execution) {
        var element = execution.getCurrentActivityId();
        var run = runs.of(execution);
        var meaning = element(run, element);
        boolean waits = waits(run.scenario(), meaning);
        var now = clock.instant();
        var notes = notes();
        var flow = notes.isByHand(run, element) ? null : flow(execution, run, notes.taken(run, element));
        if (decides(run, meaning)) {
            notes.deciding(run, element, flow, now);
        } else {
            notes.step(run, element, waits ? RunStep.ENTERED : RunStep.PASSED, flow, now);
        }
        notes.count(run, element, 1, waits ? 1 : 0, now);
        if (flow != null && run.scenario().branches().containsKey(flow)) {
            notes.count(run, flow, 1, 0, now);
        }
        if (Way.handsOver(run.scenario(), element)) {
            notes.outcome(run, Conversions.HANDED, now);
        }
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
            var now = clock.instant();
            notes.step(run, element, RunStep.LEFT, null, now);
            var since = OrderedIds.enteredAt(execution.getActivityInstanceId());
            var first = OrderedIds.firstEnteredAt(execution.getActivityInstanceId());
            notes.waited(run, element, Duration.between(since, now), now);
            notes.wentOn(run, element, Duration.between(first, since), now);
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

    /**
     * Which flow led there. The engine has forgotten it by now, but where only one does it can be no other; from an
     * event-based gateway it jumps to the event that came, and knows no flow between them.
     */
    private static @Nullable String flow(DelegateExecution execution, Run run, @Nullable String taken) {
        if (taken != null || !(execution instanceof ExecutionEntity entity) || entity.getActivity() == null) {
            return taken;
        }
        var incoming = entity.getActivity().getIncomingTransitions();
        if (incoming.size() == 1) {
            return incoming.get(0).getId();
        }
        return incoming.isEmpty() ? branchTo(run.scenario(), entity.getActivityId()) : null;
    }

    private static @Nullable String branchTo(CompiledScenario scenario, String element) {
        return scenario.branches().entrySet().stream()
                .filter(branch -> branch.getValue().target().equals(element))
                .map(Map.Entry::getKey)
                .findFirst()
                .orElse(null);
    }

    private RunNotes notes() {
        return rows.collector(RunNotes.class, () -> new RunNotes(rows, days));
    }
}
