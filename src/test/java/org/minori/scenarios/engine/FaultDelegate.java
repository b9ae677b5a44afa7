package org.minori.scenarios.engine;

import java.util.Collection;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Collectors;
import org.camunda.bpm.engine.delegate.DelegateExecution;
import org.camunda.bpm.engine.delegate.JavaDelegate;
import org.minori.scenarios.runs.ScenarioRuns;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionSynchronization;
import org.springframework.transaction.support.TransactionSynchronizationManager;

/** A step whose effects can be counted and that fails when it is told to. */
@Component("faultDelegate")
class FaultDelegate implements JavaDelegate {

    private final JdbcTemplate jdbc;
    private final Map<Long, Runnable> always = new ConcurrentHashMap<>();
    private final Map<Long, Runnable> once = new ConcurrentHashMap<>();

    FaultDelegate(JdbcTemplate jdbc) {
        this.jdbc = jdbc;
        jdbc.execute("CREATE TABLE IF NOT EXISTS test_effect (enrolment BIGINT NOT NULL, trans VARCHAR(64))");
    }

    @Override
    public void execute(DelegateExecution execution) {
        long enrolment = OrderedIds.enrolmentOf(execution.getProcessInstanceId());
        jdbc.update("INSERT INTO test_effect (enrolment, trans) VALUES (?, ?)", enrolment, transaction());
        always.getOrDefault(enrolment, () -> {}).run();
        var fault = once.remove(enrolment);
        if (fault != null) {
            fault.run();
        }
    }

    private static String transaction() {
        var known = TransactionSynchronizationManager.getResource(FaultDelegate.class);
        if (known != null) {
            return known.toString();
        }
        var name = "t" + System.nanoTime();
        TransactionSynchronizationManager.bindResource(FaultDelegate.class, name);
        TransactionSynchronizationManager.registerSynchronization(new TransactionSynchronization() {
            @Override
            public void afterCompletion(int status) {
                TransactionSynchronizationManager.unbindResourceIfPossible(FaultDelegate.class);
            }
        });
        return name;
    }

    void always(long enrolment, Runnable fault) {
        always.put(enrolment, fault);
    }

    void once(long enrolment, Runnable fault) {
        once.put(enrolment, fault);
    }

    void forget() {
        always.clear();
        once.clear();
    }

    /** Does it in a transaction of its own, on another connection. */
    void elsewhere(Runnable work) {
        CompletableFuture.runAsync(work).join();
    }

    int effects(long enrolment) {
        var count =
                jdbc.queryForObject("SELECT COUNT(*) FROM test_effect WHERE enrolment = ?", Integer.class, enrolment);
        return count == null ? 0 : count;
    }

    int effects(Collection<ScenarioRuns.OneRun> runs) {
        return count("COUNT(*)", runs);
    }

    int transactions(Collection<ScenarioRuns.OneRun> runs) {
        return count("COUNT(DISTINCT trans)", runs);
    }

    private int count(String what, Collection<ScenarioRuns.OneRun> runs) {
        var ids = runs.stream().map(run -> Long.toString(run.enrolment())).collect(Collectors.joining(","));
        var count = jdbc.queryForObject(
                "SELECT " + what + " FROM test_effect WHERE enrolment IN (" + ids + ")", Integer.class);
        return count == null ? 0 : count;
    }
}
