package org.minori.bench;

import java.sql.Connection;
import java.sql.DatabaseMetaData;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.sql.Types;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.ExecutionException;
import org.minori.storage.MySqlUrl;
import org.minori.support.MySqlServer;

/**
 * The physical limit of something that writes rows: exactly the rows that it wrote, found by how much each table grew,
 * inserted once more by plain JDBC batches into empty tables with the same columns and indexes.
 */
final class RawCopies {

    private static final String PREFIX = "raw_";

    private final MySqlServer.Database database;
    private Map<String, Long> before = Map.of();

    RawCopies(MySqlServer.Database database) {
        this.database = database;
    }

    private record Rows(String insert, List<Object[]> rows) {}

    /** Remembers how many rows there are. */
    void note() throws SQLException {
        try (var connection = connect()) {
            before = counts(connection);
        }
    }

    /** Rows per unit of the tables that have grown by at least half a row per unit since {@link #note}. */
    Map<String, Long> grown(int units) throws SQLException {
        var grown = new TreeMap<String, Long>();
        try (var connection = connect()) {
            counts(connection).forEach((table, count) -> {
                long more = count - before.getOrDefault(table, 0L);
                if (more * 2 >= units) {
                    grown.put(table, more);
                }
            });
        }
        return grown;
    }

    /** Units per second when their rows are inserted so many units to a commit on two connections. */
    double unitsPerSecond(Map<String, Long> grown, int units, int perCommit)
            throws SQLException, InterruptedException, ExecutionException {
        var all = new ArrayList<Rows>();
        try (var connection = connect()) {
            for (var table : grown.entrySet()) {
                all.add(prepare(connection, table.getKey(), Math.toIntExact(table.getValue())));
            }
        }
        int commits = units / perCommit;
        int warm = commits / 5;
        var connections = new ArrayBlockingQueue<Connection>(2);
        for (int i = 0; i < 2; i++) {
            var connection = connect();
            connection.setAutoCommit(false);
            connections.add(connection);
        }
        Load.seconds(2, warm, commit -> insert(connections, all, commit, commits));
        double seconds = Load.seconds(2, commits - warm, commit -> insert(connections, all, warm + commit, commits));
        for (var connection : connections) {
            connection.close();
        }
        return (commits - warm) * (double) perCommit / seconds;
    }

    private static void insert(ArrayBlockingQueue<Connection> free, List<Rows> all, int commit, int commits) {
        try {
            var connection = free.take();
            for (var table : all) {
                int size = table.rows().size();
                int from = (int) ((long) size * commit / commits);
                int to = (int) ((long) size * (commit + 1) / commits);
                try (var insert = connection.prepareStatement(table.insert())) {
                    for (var row : table.rows().subList(from, to)) {
                        for (int i = 0; i < row.length; i++) {
                            insert.setObject(i + 1, row[i]);
                        }
                        insert.addBatch();
                    }
                    insert.executeBatch();
                }
            }
            connection.commit();
            free.add(connection);
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }

    private static Rows prepare(Connection connection, String table, int newest) throws SQLException {
        var copy = PREFIX + table;
        var indexes = indexes(connection.getMetaData(), connection, table);
        try (var statement = connection.createStatement()) {
            statement.execute("DROP TABLE IF EXISTS " + copy);
            if (connection.getMetaData().getURL().startsWith("jdbc:mysql:")) {
                statement.execute("CREATE TABLE " + copy + " LIKE " + table);
            } else {
                createInH2(statement, table, indexes);
            }
            var key = indexes.entrySet().stream()
                    .filter(index -> index.getKey().equals("PRIMARY"))
                    .map(index -> String.join(" DESC, ", index.getValue()) + " DESC")
                    .findFirst()
                    .orElseThrow();
            var rows = new ArrayList<Object[]>(newest);
            int width;
            try (var found =
                    statement.executeQuery("SELECT * FROM " + table + " ORDER BY " + key + " LIMIT " + newest)) {
                width = found.getMetaData().getColumnCount();
                while (found.next()) {
                    var row = new Object[width];
                    for (int i = 0; i < width; i++) {
                        int type = found.getMetaData().getColumnType(i + 1);
                        row[i] = type == Types.CLOB ? found.getString(i + 1) : found.getObject(i + 1);
                    }
                    rows.add(row);
                }
            }
            Collections.reverse(rows);
            return new Rows("INSERT INTO " + copy + " VALUES (?" + ", ?".repeat(width - 1) + ")", rows);
        }
    }

    private static void createInH2(Statement statement, String table, Map<String, List<String>> indexes)
            throws SQLException {
        var copy = PREFIX + table;
        statement.execute("CREATE TABLE " + copy + " AS SELECT * FROM " + table + " WHERE 1 = 0");
        int number = 0;
        for (var column : indexes.getOrDefault("PRIMARY", List.of())) {
            statement.execute("ALTER TABLE " + copy + " ALTER COLUMN " + column + " SET NOT NULL");
        }
        for (var index : indexes.entrySet()) {
            var columns = String.join(", ", index.getValue());
            var kind = index.getKey().startsWith("unique ") ? "UNIQUE INDEX " : "INDEX ";
            statement.execute(
                    index.getKey().equals("PRIMARY")
                            ? "ALTER TABLE " + copy + " ADD PRIMARY KEY (" + columns + ")"
                            : "CREATE " + kind + copy + "_" + ++number + " ON " + copy + " (" + columns + ")");
        }
    }

    /** Columns by the name of the index; that of a unique one starts with "unique ", that of the primary key is "PRIMARY". */
    private static Map<String, List<String>> indexes(DatabaseMetaData data, Connection connection, String table)
            throws SQLException {
        var indexes = new LinkedHashMap<String, List<String>>();
        try (var rows = data.getIndexInfo(connection.getCatalog(), connection.getSchema(), table, false, true)) {
            while (rows.next()) {
                var name = rows.getString("INDEX_NAME");
                if (name == null) {
                    continue;
                }
                var marked = name.startsWith("PRIMARY")
                        ? "PRIMARY"
                        : rows.getBoolean("NON_UNIQUE") ? name : "unique " + name;
                indexes.computeIfAbsent(marked, ignored -> new ArrayList<>()).add(rows.getString("COLUMN_NAME"));
            }
        }
        return indexes;
    }

    private static Map<String, Long> counts(Connection connection) throws SQLException {
        var tables = new ArrayList<String>();
        try (var rows = connection
                .getMetaData()
                .getTables(
                        connection.getCatalog(), connection.getSchema(), "%", new String[] {"TABLE", "BASE TABLE"})) {
            while (rows.next()) {
                var name = rows.getString("TABLE_NAME");
                var lower = name.toLowerCase(Locale.ROOT);
                // Flyway's own table is the one with a name that H2 wants quoted.
                if (!lower.startsWith(PREFIX) && !lower.startsWith("flyway")) {
                    tables.add(name);
                }
            }
        }
        var counts = new LinkedHashMap<String, Long>();
        try (var statement = connection.createStatement()) {
            for (var table : tables) {
                try (var rows = statement.executeQuery("SELECT COUNT(*) FROM " + table)) {
                    rows.next();
                    counts.put(table, rows.getLong(1));
                }
            }
        }
        return counts;
    }

    private Connection connect() throws SQLException {
        var url = database.url().startsWith("jdbc:mysql:") ? MySqlUrl.complete(database.url()) : database.url();
        return DriverManager.getConnection(url, database.username(), database.password());
    }
}
