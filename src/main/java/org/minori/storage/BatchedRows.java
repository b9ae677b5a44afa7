package org.minori.storage;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionSynchronization;
import org.springframework.transaction.support.TransactionSynchronizationManager;

/**
 * Collects the rows that a transaction wants to write and writes them just before it commits, one JDBC batch per
 * statement in the order in which the statements first came: a hundred process instances that each queue a mail cost one
 * insert, not a hundred. The price: a query in the same transaction does not see them before {@link #flush}. Outside a
 * transaction a row is written at once.
 */
@Component
public class BatchedRows {

    private static final int MOST_ROWS_A_BATCH = 1_000;

    private final JdbcTemplate jdbc;

    BatchedRows(JdbcTemplate jdbc) {
        this.jdbc = jdbc;
    }

    /** Adds one execution of the statement. */
    public void add(String sql, Object... arguments) {
        if (!TransactionSynchronizationManager.isSynchronizationActive()) {
            jdbc.update(sql, arguments);
            return;
        }
        var pending = pending();
        var rows = pending.statements.computeIfAbsent(sql, key -> new ArrayList<>());
        rows.add(arguments);
        if (rows.size() >= MOST_ROWS_A_BATCH) {
            pending.write();
        }
    }

    /** Writes what this transaction collected so far, so that its own queries see it. */
    public void flush() {
        var resource = TransactionSynchronizationManager.getResource(this);
        if (resource instanceof Pending pending) {
            pending.write();
        }
    }

    private Pending pending() {
        var resource = TransactionSynchronizationManager.getResource(this);
        if (resource instanceof Pending pending) {
            return pending;
        }
        var pending = new Pending();
        TransactionSynchronizationManager.bindResource(this, pending);
        TransactionSynchronizationManager.registerSynchronization(pending);
        return pending;
    }

    private final class Pending implements TransactionSynchronization {

        private final Map<String, List<Object[]>> statements = new LinkedHashMap<>();

        private void write() {
            statements.forEach((sql, rows) -> {
                if (!rows.isEmpty()) {
                    jdbc.batchUpdate(sql, rows);
                    rows.clear();
                }
            });
        }

        @Override
        public void suspend() {
            TransactionSynchronizationManager.unbindResource(BatchedRows.this);
        }

        @Override
        public void resume() {
            TransactionSynchronizationManager.bindResource(BatchedRows.this, this);
        }

        @Override
        public void beforeCommit(boolean readOnly) {
            write();
        }

        @Override
        public void afterCompletion(int status) {
            TransactionSynchronizationManager.unbindResourceIfPossible(BatchedRows.this);
        }
    }
}
