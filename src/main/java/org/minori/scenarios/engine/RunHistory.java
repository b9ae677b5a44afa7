package org.minori.scenarios.engine;

import java.util.Date;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import javax.sql.DataSource;
import org.camunda.bpm.engine.impl.history.event.HistoricProcessInstanceEventEntity;
import org.camunda.bpm.engine.impl.history.event.HistoryEvent;
import org.camunda.bpm.engine.impl.history.event.HistoryEventTypes;
import org.camunda.bpm.engine.impl.history.handler.DbHistoryEventHandler;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.namedparam.NamedParameterJdbcTemplate;
import org.springframework.transaction.support.TransactionSynchronization;
import org.springframework.transaction.support.TransactionSynchronizationManager;

/**
 * Writes the engine's own history. A run that ends or moves needs to know when it started: that is asked once for all runs that
 * share the transaction, not once for each.
 */
final class RunHistory extends DbHistoryEventHandler {

    private final NamedParameterJdbcTemplate jdbc;

    RunHistory(DataSource dataSource) {
        this.jdbc = new NamedParameterJdbcTemplate(dataSource);
    }

    private record Starts(Map<String, Date> times) implements TransactionSynchronization {

        @Override
        public void suspend() {
            TransactionSynchronizationManager.unbindResourceIfPossible(RunHistory.class);
        }

        @Override
        public void afterCompletion(int status) {
            TransactionSynchronizationManager.unbindResourceIfPossible(RunHistory.class);
        }
    }

    @Override
    protected void insertOrUpdate(HistoryEvent event) {
        if ((event.isEventOfType(HistoryEventTypes.PROCESS_INSTANCE_END)
                        || event.isEventOfType(HistoryEventTypes.PROCESS_INSTANCE_MIGRATE))
                && event instanceof HistoricProcessInstanceEventEntity run) {
            var started = started(run.getId());
            if (started != null && getDbEntityManager().getCachedEntity(event.getClass(), event.getId()) == null) {
                run.setStartTime(started);
                getDbEntityManager().merge(run);
                return;
            }
        }
        super.insertOrUpdate(event);
    }

    private @Nullable Date started(String instance) {
        var together = Companions.instances();
        if (!together.contains(instance)) {
            return null;
        }
        if (TransactionSynchronizationManager.getResource(RunHistory.class) instanceof Starts known) {
            return known.times().get(instance);
        }
        var starts = new Starts(read(together));
        TransactionSynchronizationManager.bindResource(RunHistory.class, starts);
        TransactionSynchronizationManager.registerSynchronization(starts);
        return starts.times().get(instance);
    }

    private Map<String, Date> read(Set<String> instances) {
        var times = new HashMap<String, Date>();
        jdbc.query(
                "SELECT ID_, START_TIME_ FROM ACT_HI_PROCINST WHERE ID_ IN (:ids)",
                Map.of("ids", List.copyOf(instances)),
                row -> {
                    times.put(row.getString(1), row.getTimestamp(2));
                });
        return times;
    }
}
