package org.minori.scenarios.runs;

import java.util.List;
import org.camunda.bpm.engine.RuntimeService;
import org.minori.scenarios.authoring.ScenarioLists;
import org.minori.scenarios.engine.EngineBatch;
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

    Leaving(Signals signals, JdbcClient jdbc, EngineBatch engine, RuntimeService runtime) {
        this.signals = signals;
        this.jdbc = jdbc;
        this.engine = engine;
        this.runtime = runtime;
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
            }
        }
    }

    private void leave(Signal signal) {
        int slash = signal.subject().indexOf('/');
        long asking = Long.parseLong(signal.subject().substring(0, slash));
        var scenario = signal.subject().substring(slash + 1);
        var whose = " contact_id = :contact AND id <> :asking AND id < :signal"
                + (scenario.isEmpty() ? "" : " AND scenario_key = :scenario");
        // First those that have not begun: whoever starts one at this moment holds its row until it runs.
        statement(
                        "UPDATE enrolment SET status = 'REFUSED', problem = '" + WHY
                                + "' WHERE status = 'REQUESTED' AND" + whose,
                        signal,
                        asking,
                        scenario)
                .update();
        var running = statement(
                        "SELECT process_instance_id FROM enrolment WHERE status = 'RUNNING' AND" + whose,
                        signal,
                        asking,
                        scenario)
                .query(String.class)
                .list();
        if (!running.isEmpty()) {
            engine.run(running, () -> runtime.deleteProcessInstancesIfExists(running, WHY, false, false, false));
        }
    }

    private JdbcClient.StatementSpec statement(String sql, Signal signal, long asking, String scenario) {
        var statement = jdbc.sql(sql)
                .param("contact", signal.contact().value())
                .param("asking", asking)
                .param("signal", signal.id());
        return scenario.isEmpty() ? statement : statement.param("scenario", scenario);
    }
}
