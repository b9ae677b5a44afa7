package org.minori.bench;

import java.sql.DriverManager;
import java.sql.SQLException;
import java.time.LocalDateTime;
import org.minori.support.MySqlServer;

/** The limit of everything that writes: plain JDBC batches of the same kind of row, committed batch by batch. */
final class RawRows {

    private RawRows() {}

    /** Rows per second into a table of the shape of the touchpoint log, by one connection. */
    static double perSecond(MySqlServer.Database database, int rows, int batch) throws SQLException {
        var url = database.url() + (database.url().startsWith("jdbc:mysql") ? "?rewriteBatchedStatements=true" : "");
        try (var connection = DriverManager.getConnection(url, database.username(), database.password())) {
            try (var statement = connection.createStatement()) {
                statement.execute("DROP TABLE IF EXISTS raw_row");
                statement.execute("CREATE TABLE raw_row (id BIGINT NOT NULL PRIMARY KEY, contact_id BIGINT NOT NULL,"
                        + " type VARCHAR(64) NOT NULL, subject VARCHAR(255), occurred_at DATETIME(3) NOT NULL,"
                        + " received_at DATETIME(3) NOT NULL, properties TEXT)");
                statement.execute("CREATE INDEX raw_row_contact ON raw_row (contact_id, occurred_at)");
                statement.execute("CREATE INDEX raw_row_type ON raw_row (type, occurred_at)");
            }
            connection.setAutoCommit(false);
            insert(connection, rows / 4, batch, 0);
            long start = System.nanoTime();
            insert(connection, rows, batch, rows);
            return rows / ((System.nanoTime() - start) / 1e9);
        }
    }

    private static void insert(java.sql.Connection connection, int rows, int batch, long firstId) throws SQLException {
        try (var insert = connection.prepareStatement("INSERT INTO raw_row VALUES (?, ?, ?, ?, ?, ?, ?)")) {
            var now = LocalDateTime.now();
            for (int i = 0; i < rows; i++) {
                insert.setLong(1, firstId + i);
                insert.setLong(2, i * 7919L % 10_000);
                insert.setString(3, "pageViewed");
                insert.setString(4, "/products/" + i % 100);
                insert.setObject(5, now);
                insert.setObject(6, now);
                insert.setString(7, "{\"url\":\"https://example.jp/products\",\"title\":\"製品\"}");
                insert.addBatch();
                if ((i + 1) % batch == 0) {
                    insert.executeBatch();
                    connection.commit();
                }
            }
            insert.executeBatch();
            connection.commit();
        }
    }
}
