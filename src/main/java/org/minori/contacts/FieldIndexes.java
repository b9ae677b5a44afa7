package org.minori.contacts;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import org.minori.contacts.ContactField.Type;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.jdbc.core.ConnectionCallback;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.scheduling.annotation.Scheduled;
import org.springframework.stereotype.Service;

/**
 * Gives the column of every custom field that can be compared an index, soon after the field was declared: columns that
 * no field uses need none, and a table can't have one for each. Should it fail, questions about the field are only slower.
 */
@Service
class FieldIndexes {

    private static final Logger LOG = LoggerFactory.getLogger(FieldIndexes.class);
    private static final int MOST_SECONDS_TO_WAIT = 5;

    private final FieldCatalogue fields;
    private final JdbcTemplate jdbc;

    FieldIndexes(FieldCatalogue fields, JdbcTemplate jdbc) {
        this.fields = fields;
        this.jdbc = jdbc;
    }

    @Scheduled(fixedDelay = 60_000, initialDelay = 20_000)
    void poll() {
        round();
    }

    /** Makes what is missing. */
    void round() {
        var places = fields.places().stream()
                .map(CustomField::place)
                .filter(place -> place.type() != Type.BOOLEAN)
                .toList();
        jdbc.execute((ConnectionCallback<Boolean>) connection -> make(connection, places));
    }

    private static boolean make(Connection connection, List<FieldPlace> places) throws SQLException {
        var known = new HashSet<String>();
        for (var table : places.stream().map(FieldPlace::table).distinct().toList()) {
            known.addAll(indexes(connection, table));
        }
        for (var place : places) {
            if (!known.contains(name(place))) {
                make(connection, place);
            }
        }
        return true;
    }

    private static Set<String> indexes(Connection connection, String table) throws SQLException {
        boolean upper = connection.getMetaData().storesUpperCaseIdentifiers();
        var names = new HashSet<String>();
        try (var rows = connection
                .getMetaData()
                .getIndexInfo(
                        connection.getCatalog(),
                        connection.getSchema(),
                        upper ? table.toUpperCase(Locale.ROOT) : table,
                        false,
                        true)) {
            while (rows.next()) {
                var name = rows.getString("INDEX_NAME");
                if (name != null) {
                    names.add(name.toLowerCase(Locale.ROOT));
                }
            }
        }
        return names;
    }

    /** Whoever holds the table for longer is not kept waiting behind us: it is tried again in a minute. */
    private static void make(Connection connection, FieldPlace place) throws SQLException {
        boolean mysql = !connection.getMetaData().getDatabaseProductName().equals("H2");
        try (var statement = connection.createStatement()) {
            if (mysql) {
                statement.execute("SET SESSION lock_wait_timeout = " + MOST_SECONDS_TO_WAIT);
            }
            try {
                statement.execute(
                        "CREATE INDEX " + name(place) + " ON " + place.table() + " (" + place.compared() + ")");
            } catch (SQLException notNow) {
                LOG.warn("No index for {} of {} yet: {}", place.compared(), place.table(), notNow.getMessage());
            } finally {
                if (mysql) {
                    statement.execute("SET SESSION lock_wait_timeout = DEFAULT");
                }
            }
        }
    }

    private static String name(FieldPlace place) {
        return "ix_" + place.table() + "_" + place.compared();
    }
}
