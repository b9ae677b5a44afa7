package org.minori.storage;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.springframework.core.Ordered;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.stereotype.Component;
import org.springframework.transaction.TransactionExecution;
import org.springframework.transaction.TransactionExecutionListener;
import org.springframework.transaction.support.TransactionSynchronization;
import org.springframework.transaction.support.TransactionSynchronizationManager;

/**
 * Collects the rows that a transaction wants to write and writes them just before it commits, one JDBC batch per
 * statement in the order in which the statements first came: a hundred process instances that each queue a mail cost one
 * insert, not a hundred. The price: a query in the same transaction does not see them before {@link #flush}. Outside a
 * transaction a row is written at once.
 *
 * <p>It listens to the transaction manager too, since a synchronisation that is registered while others already run
 * before the commit is not called any more.
 */
@Component
public class BatchedRows implements TransactionExecutionListener {

    private static final int MOST_ROWS_A_BATCH = 1_000;
    private static final int MOST_ROUNDS = 1_000;

    private final JdbcTemplate jdbc;

    BatchedRows(JdbcTemplate jdbc) {
        this.jdbc = jdbc;
    }

    /** What a module collects in one transaction and settles as a whole before the commit. */
    public interface Collector {

        /** Does what was collected since the last time; says whether there was anything. It may add rows and be added to while it works. */
        boolean settle();
    }

    /** Adds one execution of the statement. */
    public void add(String sql, @Nullable Object... arguments) {
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

    /** The collector that this transaction has under the key, made at the first call; only within a transaction. */
    public <T extends Collector> T collector(Class<T> key, Supplier<T> maker) {
        return key.cast(pending().collectors.computeIfAbsent(key, k -> maker.get()));
    }

    /** Settles and writes what this transaction collected so far, so that its own queries see it. */
    public void flush() {
        if (TransactionSynchronizationManager.getResource(this) instanceof Pending pending) {
            pending.settle();
        }
    }

    @Override
    public void beforeCommit(TransactionExecution transaction) {
        flush();
    }

    private Pending pending() {
        if (TransactionSynchronizationManager.getResource(this) instanceof Pending pending) {
            return pending;
        }
        var pending = new Pending();
        TransactionSynchronizationManager.registerSynchronization(pending);
        TransactionSynchronizationManager.bindResource(this, pending);
        return pending;
    }

    private final class Pending implements TransactionSynchronization {

        private final Map<String, List<@Nullable Object[]>> statements = new LinkedHashMap<>();
        private final Map<Class<?>, Collector> collectors = new LinkedHashMap<>();

        private void settle() {
            for (int round = 0; round < MOST_ROUNDS; round++) {
                boolean worked = false;
                for (var collector : List.copyOf(collectors.values())) {
                    worked |= collector.settle();
                }
                worked |= write();
                if (!worked) {
                    return;
                }
            }
            throw new IllegalStateException("What settles before the commit keeps causing more");
        }

        private boolean write() {
            boolean wrote = false;
            for (var sql : List.copyOf(statements.keySet())) {
                var rows = statements.remove(sql);
                if (rows != null) {
                    jdbc.batchUpdate(sql, rows);
                    wrote = true;
                }
            }
            return wrote;
        }

        @Override
        public int getOrder() {
            return Ordered.LOWEST_PRECEDENCE;
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
            settle();
        }

        @Override
        public void afterCompletion(int status) {
            TransactionSynchronizationManager.unbindResourceIfPossible(BatchedRows.this);
        }
    }
}
