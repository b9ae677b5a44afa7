package org.minori.scenarios.engine;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import javax.sql.DataSource;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Adds to the engine's own tables, after it made them, what it lacks: an index on due dates, without which looking for
 * due timers reads every waiting run, and on MySQL the character set that holds all of Unicode. Harmless at every start.
 */
final class EngineSchema {

    private static final Logger LOG = LoggerFactory.getLogger(EngineSchema.class);
    private static final String INDEX = "MINORI_IDX_JOB_DUEDATE";

    private final DataSource dataSource;

    EngineSchema(DataSource dataSource) {
        this.dataSource = dataSource;
    }

    void complete() {
        try (var connection = dataSource.getConnection()) {
            boolean auto = connection.getAutoCommit();
            connection.setAutoCommit(true);
            if (isMySql(connection)) {
                convert(connection);
            }
            addIndex(connection);
            connection.setAutoCommit(auto);
        } catch (SQLException failure) {
            throw new IllegalStateException("The tables of the process engine can't be completed", failure);
        }
    }

    private static boolean isMySql(Connection connection) throws SQLException {
        var product = connection.getMetaData().getDatabaseProductName().toLowerCase(Locale.ROOT);
        return product.contains("mysql") || product.contains("mariadb");
    }

    private static void addIndex(Connection connection) throws SQLException {
        if (hasIndex(connection)) {
            return;
        }
        try (var statement = connection.createStatement()) {
            statement.execute("CREATE INDEX " + INDEX + " ON ACT_RU_JOB(DUEDATE_)");
        } catch (SQLException failure) {
            // Another node may have made it between the look and the statement.
            if (!hasIndex(connection)) {
                throw failure;
            }
        }
    }

    private static boolean hasIndex(Connection connection) throws SQLException {
        try (var indexes = connection
                .getMetaData()
                .getIndexInfo(connection.getCatalog(), connection.getSchema(), "ACT_RU_JOB", false, true)) {
            while (indexes.next()) {
                if (INDEX.equalsIgnoreCase(indexes.getString("INDEX_NAME"))) {
                    return true;
                }
            }
            return false;
        }
    }

    private static void convert(Connection connection) throws SQLException {
        var tables = notYetUnicode(connection);
        if (tables.isEmpty()) {
            return;
        }
        LOG.info("Giving {} tables of the process engine the character set utf8mb4", tables.size());
        try (var statement = connection.createStatement()) {
            statement.execute("SET foreign_key_checks = 0");
            try {
                for (var table : tables) {
                    statement.execute("ALTER TABLE " + table + " CONVERT TO CHARACTER SET utf8mb4 COLLATE utf8mb4_bin");
                }
            } finally {
                statement.execute("SET foreign_key_checks = 1");
            }
        }
    }

    private static List<String> notYetUnicode(Connection connection) throws SQLException {
        var tables = new ArrayList<String>();
        try (var statement = connection.createStatement();
                var rows = statement.executeQuery("""
                        SELECT table_name FROM information_schema.tables
                        WHERE table_schema = DATABASE() AND UPPER(table_name) LIKE 'ACT\\_%'
                          AND table_type = 'BASE TABLE' AND table_collation <> 'utf8mb4_bin'
                        """)) {
            while (rows.next()) {
                tables.add(rows.getString(1));
            }
        }
        return tables;
    }
}
