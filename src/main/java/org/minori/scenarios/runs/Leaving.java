package org.minori.scenarios.runs;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.camunda.bpm.engine.RuntimeService;
import org.minori.scenarios.authoring.ScenarioLists;
import org.minori.scenarios.engine.EngineBatch;
import org.minori.scenarios.engine.OrderedIds;
import org.minori.scenarios.runs.SignalWorker.Signal;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Service;

/**
 * Takes contacts out of scenarios. The step only notes the wish; the runs end after its commit, in a transaction of
 * their own, so that two runs of one contact never lock each other out and a wish that fails is tried again.
 */
@Service
public class Leaving implements SignalHandler {

    private static final String WHY = "leaveScenarios";

    private final Signals signals;
    private final JdbcClient jdbc;
    private final EngineBatch engine;
    private final RuntimeService runtime;
    private final Calls calls;
    private final RunDeeds deeds;

    Leaving(Signals signals, JdbcClient jdbc, EngineBatch engine, RuntimeService runtime, Calls calls, RunDeeds deeds) {
        this.signals = signals;
        this.jdbc = jdbc;
        this.engine = engine;
        this.runtime = runtime;
        this.calls = calls;
        this.deeds = deeds;
    }

    /** The contact of the run leaves the listed scenarios, but never this run itself. */
    public void ask(Run run, String scenarios) {
        if (ScenarioLists.isAll(scenarios)) {
            signals.happened(run.contact(), Signals.LEAVE, run.enrolment() + "/");
        }
        ScenarioLists.keys(scenarios)
                .forEach(key -> signals.happened(run.contact(), Signals.LEAVE, run.enrolment() + "/" + key));
    }

    /** Ends the runs that were there when the wish came; ids grow with time. */
    @Override
    public void work(List<Signal> all) {
        for (var signal : all) {
            if (signal.kind().equals(Signals.LEAVE)) {
                leave(signal);
            } else if (signal.kind().equals(Signals.LEAVE_RUN)) {
                end(signal, " id = " + Long.parseLong(signal.subject()) + " AND contact_id = :contact", Map.of());
            }
        }
    }

    private void leave(Signal signal) {
        int slash = signal.subject().indexOf('/');
        var scenario = signal.subject().substring(slash + 1);
        Map<String, Object> parameters = new HashMap<>();
        parameters.put("asking", Long.valueOf(signal.subject().substring(0, slash)));
        parameters.put("signal", signal.id());
        if (!scenario.isEmpty()) {
            parameters.put("scenario", scenario);
        }
        end(
                signal,
                " contact_id = :contact AND id <> :asking AND id < :signal"
                        + (scenario.isEmpty() ? "" : " AND scenario_key = :scenario"),
                parameters);
    }

    private void end(Signal signal, String whose, Map<String, ?> parameters) {
        // First those that have not begun: whoever starts one at this moment holds its row until it runs.
        var waiting = ids("REQUESTED", whose, signal, parameters);
        if (!waiting.isEmpty()) {
            jdbc.sql(
                            "UPDATE enrolment SET status = 'REFUSED', problem = :why WHERE status = 'REQUESTED' AND id IN (:ids)")
                    .param("why", WHY)
                    .param("ids", waiting)
                    .update();
            waiting.forEach(id -> calls.over(id, signal.contact()));
        }
        var runs = ids("RUNNING", whose, signal, parameters);
        if (!runs.isEmpty()) {
            var running = runs.stream().map(OrderedIds::ofEnrolment).toList();
            deeds.note(runs, RunDeeds.What.ENDED_BY_SCENARIO, null);
            engine.run(running, () -> runtime.deleteProcessInstancesIfExists(running, WHY, false, false, false));
        }
    }

    private List<Long> ids(String status, String whose, Signal signal, Map<String, ?> parameters) {
        return jdbc.sql("SELECT id FROM enrolment WHERE status = '" + status + "' AND" + whose)
                .param("contact", signal.contact().value())
                .params(parameters)
                .query(Long.class)
                .list();
    }
}
