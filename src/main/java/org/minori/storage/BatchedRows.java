package org.minori.storage;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
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
    private static final int MOST_ROWS_AN_INSERT = 100;
    private static final int MOST_IDS_A_STATEMENT = 512;
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

    /**
     * Adds the id to those for which the statement runs once together; it takes the arguments first and then the ids where
     * it says {@code IN (%s)}. For an id that is added again the last arguments count. One statement for fifty rows is a
     * third of the work of fifty.
     */
    public void addId(String sql, long id, @Nullable Object... arguments) {
        if (!TransactionSynchronizationManager.isSynchronizationActive()) {
            jdbc.update(sql.formatted("?"), with(Arrays.asList(arguments), List.of(id)));
            return;
        }
        pending().ids.computeIfAbsent(sql, key -> new TreeMap<>()).put(id, Arrays.asList(arguments));
    }

    private static @Nullable Object[] with(List<@Nullable Object> arguments, List<Long> ids) {
        var all = new ArrayList<>(arguments);
        all.addAll(ids);
        return all.toArray();
    }

    /**
     * Writes rows of which some may be there already by an INSERT IGNORE that ends with {@code VALUES}, at once, and says how
     * many were new. Of a batch that it rewrites the driver does not know.
     */
    public int insertNew(String insert, List<@Nullable Object[]> rows) {
        return insertOr(insert, rows, "");
    }

    /** Like {@link #insertNew} with what is to happen to rows that are there, each of which the database counts twice. */
    public int insertOr(String insert, List<@Nullable Object[]> rows, String otherwise) {
        int written = 0;
        for (int from = 0; from < rows.size(); from += MOST_ROWS_AN_INSERT) {
            var some = rows.subList(from, Math.min(rows.size(), from + MOST_ROWS_AN_INSERT));
            var arguments = new ArrayList<@Nullable Object>();
            some.forEach(row -> arguments.addAll(Arrays.asList(row)));
            var one = "(?" + ", ?".repeat(some.get(0).length - 1) + ")";
            written += jdbc.update(
                    insert + " " + one + (", " + one).repeat(some.size() - 1) + otherwise, arguments.toArray());
        }
        return written;
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
        /** In the order of the ids, so that two transactions wait for each other and never in a ring. */
        private final Map<String, TreeMap<Long, List<@Nullable Object>>> ids = new LinkedHashMap<>();

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
            for (var sql : List.copyOf(ids.keySet())) {
                var all = ids.remove(sql);
                if (all != null) {
                    var groups = new LinkedHashMap<List<@Nullable Object>, List<Long>>();
                    all.forEach((id, arguments) -> groups.computeIfAbsent(arguments, key -> new ArrayList<>())
                            .add(id));
                    groups.forEach((arguments, group) -> write(sql, arguments, group));
                    wrote = true;
                }
            }
            return wrote;
        }

        private void write(String statement, List<@Nullable Object> arguments, List<Long> all) {
            for (int from = 0; from < all.size(); from += MOST_IDS_A_STATEMENT) {
                var some = new ArrayList<>(all.subList(from, Math.min(all.size(), from + MOST_IDS_A_STATEMENT)));
                // Filled up to powers of two, so that the database plans a few statements, not hundreds.
                while (Integer.bitCount(some.size()) > 1) {
                    some.add(some.get(some.size() - 1));
                }
                var sql = statement.formatted("?" + ", ?".repeat(some.size() - 1));
                jdbc.update(sql, with(arguments, some));
            }
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
