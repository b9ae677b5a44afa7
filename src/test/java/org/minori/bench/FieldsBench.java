package org.minori.bench;

import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.Arrays;
import java.util.List;
import org.minori.bench.FieldLayout.Values;
import org.minori.storage.MySqlUrl;
import org.minori.support.MySqlServer;

/**
 * Which layout of custom fields carries: 30 fields for so many contacts, written, asked and changed. The limit of each line is the
 * first layout's figure.
 */
final class FieldsBench implements Bench.Measurement {

    private static final int PER_COMMIT = 500;
    private static final int CHANGES = 2_000;

    @Override
    public int usualSize() {
        return 1_000_000;
    }

    /** What was measured of a layout. */
    private record Figures(
            double contactsPerSecond, double count, double contains, double changesPerSecond, double megabytes) {}

    @Override
    public void measure(BenchRun run) throws Exception {
        var layouts = List.<FieldLayout>of(
                new RowLayouts.OneTable(),
                new RowLayouts.TableAType(),
                new RowLayouts.OneIndex(),
                new WideLayout(true),
                new WideLayout(false));
        Figures first = null;
        for (var layout : layouts) {
            var figures = figures(run.newDatabase("fields" + layouts.indexOf(layout)), layout, run.size());
            first = first == null ? figures : first;
            report(run, layout.name(), figures, first);
        }
    }

    private static void report(BenchRun run, String layout, Figures figures, Figures first) {
        run.report(
                layout + ": written",
                figures.contactsPerSecond(),
                "contacts/s",
                "the first",
                first.contactsPerSecond());
        run.report(layout + ": three conditions", figures.count(), "ms", "the first", first.count());
        run.report(layout + ": a text that contains", figures.contains(), "ms", "the first", first.contains());
        run.report(
                layout + ": changed", figures.changesPerSecond(), "changes/s", "the first", first.changesPerSecond());
        run.report(layout + ": on disk", figures.megabytes(), "MB", "the first", first.megabytes());
    }

    private static Figures figures(MySqlServer.Database database, FieldLayout layout, int size) throws SQLException {
        boolean mysql = database.url().startsWith("jdbc:mysql:");
        var url = mysql ? MySqlUrl.complete(database.url()) : database.url();
        try (var connection = DriverManager.getConnection(url, database.username(), database.password())) {
            connection.setAutoCommit(false);
            create(connection, layout, mysql);
            double written = size / write(connection, layout, size);
            analyse(connection, layout);
            var count = middle(connection, layout.count());
            var contains = middle(connection, layout.contains());
            double changed = CHANGES / change(connection, layout, size);
            return new Figures(written, count, contains, changed, megabytes(connection, layout, mysql));
        }
    }

    private static void create(Connection connection, FieldLayout layout, boolean mysql) throws SQLException {
        try (var statement = connection.createStatement()) {
            if (!mysql) {
                statement.execute("SET OPTIMIZE_REUSE_RESULTS 0");
            }
            statement.execute("CREATE TABLE person (id BIGINT NOT NULL PRIMARY KEY)");
            for (var sql : layout.create(mysql)) {
                statement.execute(sql);
            }
        }
    }

    private static double write(Connection connection, FieldLayout layout, int size) throws SQLException {
        long start = System.nanoTime();
        try (var out = new FieldLayout.Writer(connection)) {
            for (long contact = 1; contact <= size; contact++) {
                out.add("INSERT INTO person VALUES (?)", contact);
                layout.write(out, Values.of(contact));
                if (contact % PER_COMMIT == 0) {
                    out.commit();
                }
            }
            out.commit();
        }
        return (System.nanoTime() - start) / 1e9;
    }

    private static void analyse(Connection connection, FieldLayout layout) throws SQLException {
        try (var statement = connection.createStatement()) {
            for (var table : layout.tables()) {
                statement.execute("ANALYZE TABLE " + table);
            }
        }
    }

    /** The middle one of five, in milliseconds, after one that warms up. */
    private static double middle(Connection connection, String sql) throws SQLException {
        var times = new double[5];
        for (int i = -1; i < times.length; i++) {
            long start = System.nanoTime();
            try (var statement = connection.createStatement();
                    var rows = statement.executeQuery(sql)) {
                rows.next();
                if (rows.getLong(1) == 0) {
                    throw new IllegalStateException("nobody matches " + sql);
                }
            }
            if (i >= 0) {
                times[i] = (System.nanoTime() - start) / 1e6;
            }
        }
        Arrays.sort(times);
        return times[2];
    }

    private static double change(Connection connection, FieldLayout layout, int size) throws SQLException {
        try (var number = connection.prepareStatement(layout.change().get(0));
                var date = connection.prepareStatement(layout.change().get(1))) {
            long start = System.nanoTime();
            for (int i = 0; i < CHANGES; i++) {
                long contact = 1 + i * 7919L % size;
                number.setInt(1, 77);
                number.setLong(2, contact);
                number.executeUpdate();
                date.setObject(1, FieldLayout.TODAY);
                date.setLong(2, contact);
                date.executeUpdate();
                connection.commit();
            }
            return (System.nanoTime() - start) / 1e9;
        }
    }

    private static double megabytes(Connection connection, FieldLayout layout, boolean mysql) throws SQLException {
        double sum = 0;
        for (var table : layout.tables()) {
            var sql = mysql
                    ? "SELECT data_length + index_length FROM information_schema.tables WHERE table_schema = DATABASE()"
                            + " AND table_name = '" + table + "'"
                    : "CALL DISK_SPACE_USED('" + table + "')";
            try (var statement = connection.createStatement();
                    var rows = statement.executeQuery(sql)) {
                rows.next();
                sum += rows.getLong(1);
            }
        }
        return sum / 1e6;
    }
}
