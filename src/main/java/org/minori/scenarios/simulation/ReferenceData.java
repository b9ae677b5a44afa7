package org.minori.scenarios.simulation;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.util.ArrayList;
import java.util.Base64;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.minori.contacts.FieldCatalogue;
import org.minori.delivery.Suppressions;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.jdbc.core.RowCallbackHandler;
import org.springframework.stereotype.Component;

/**
 * The rows that steps read, from the living database into that of a simulation. Both have the same tables, made by the same
 * migrations. No password or secret goes along, and of a person neither name, address nor telephone number.
 */
@Component
class ReferenceData {

    private static final List<String> TABLES = List.of(
            "contact_field_definition",
            "tag",
            "segment",
            "email_template",
            "email_version",
            "sender_profile",
            "score_rule",
            "decision_table",
            "decision_table_version",
            "business_calendar",
            "ad_audience",
            "webhook",
            "app_user");
    private static final List<String> OF_CONTACTS = Stream.concat(
                    FieldCatalogue.valueTables().stream(), Stream.of("contact_score", "contact_tag", "segment_contact"))
            .toList();
    private static final Set<String> OF_A_PERSON =
            Set.of("last_name", "first_name", "last_name_kana", "first_name_kana", "sort_name", "phone", "external_id");
    private static final Set<String> OF_A_USER = Set.of("email", "name");
    private static final int CHUNK = 500;

    private final JdbcTemplate jdbc;
    private final Suppressions suppressions;

    ReferenceData(JdbcTemplate jdbc, Suppressions suppressions) {
        this.jdbc = jdbc;
        this.suppressions = suppressions;
    }

    /** What stands in the place of a contact's address. */
    static String address(long contact) {
        return "c" + contact + "@simulation.invalid";
    }

    /** Those of the contacts whose addresses must not be written to, and why. */
    Map<Long, Suppressions.Reason> suppressed(List<Long> contacts) {
        var suppressed = new TreeMap<Long, Suppressions.Reason>();
        for (int from = 0; from < contacts.size(); from += CHUNK) {
            var byAddress = new HashMap<String, Long>();
            var chunk = contacts.subList(from, Math.min(contacts.size(), from + CHUNK));
            jdbc.query(
                    "SELECT id, email FROM contact WHERE email IS NOT NULL AND id IN (" + list(chunk) + ")",
                    (RowCallbackHandler) row -> byAddress.put(row.getString(2), row.getLong(1)));
            suppressions.of(byAddress.keySet()).forEach((address, reason) -> {
                var contact = byAddress.get(address);
                if (contact != null) {
                    suppressed.put(contact, reason);
                }
            });
        }
        return suppressed;
    }

    private static String list(List<Long> contacts) {
        return String.join(",", contacts.stream().map(String::valueOf).toList());
    }

    /** What there is now, for these contacts. */
    Map<String, List<Map<String, @Nullable Object>>> read(List<Long> contacts) {
        var data = new LinkedHashMap<String, List<Map<String, @Nullable Object>>>();
        TABLES.forEach(table -> data.put(table, rows("SELECT * FROM " + table)));
        for (int from = 0; from < contacts.size(); from += CHUNK) {
            var these = " IN (" + list(contacts.subList(from, Math.min(contacts.size(), from + CHUNK))) + ")";
            add(data, "contact", rows("SELECT * FROM contact WHERE id" + these));
            OF_CONTACTS.forEach(
                    table -> add(data, table, rows("SELECT * FROM " + table + " WHERE contact_id" + these)));
        }
        return data;
    }

    private static void add(
            Map<String, List<Map<String, @Nullable Object>>> data,
            String table,
            List<Map<String, @Nullable Object>> rows) {
        data.computeIfAbsent(table, none -> new ArrayList<>()).addAll(rows);
    }

    private List<Map<String, @Nullable Object>> rows(String sql) {
        return jdbc.query(sql, (row, number) -> row(row));
    }

    private static Map<String, @Nullable Object> row(ResultSet row) throws SQLException {
        var values = new LinkedHashMap<String, @Nullable Object>();
        var columns = row.getMetaData();
        for (int i = 1; i <= columns.getColumnCount(); i++) {
            var column = columns.getColumnName(i).toLowerCase(Locale.ROOT);
            values.put(column, harmless(columns.getTableName(i).toLowerCase(Locale.ROOT), column, row, i));
        }
        return values;
    }

    private static @Nullable Object harmless(String table, String column, ResultSet row, int place)
            throws SQLException {
        var value = row.getObject(place);
        if (value == null) {
            return null;
        }
        if (column.contains("password") || column.contains("secret")) {
            return value instanceof byte[] ? Map.of("bytes", "") : "";
        }
        if (table.equals("contact") && column.contains("email")) {
            return address(row.getLong("id"));
        }
        if (table.equals("contact") && OF_A_PERSON.contains(column)) {
            return "c" + row.getLong("id");
        }
        if (table.equals("app_user") && OF_A_USER.contains(column)) {
            return "u" + row.getLong("id") + "@simulation.invalid";
        }
        if (value instanceof Timestamp time) {
            return time.toLocalDateTime().toString();
        }
        if (value instanceof byte[] bytes) {
            return Map.of("bytes", Base64.getEncoder().encodeToString(bytes));
        }
        return value instanceof Number || value instanceof Boolean ? value : row.getString(place);
    }

    /** Puts these rows in the place of all that the tables hold: only in the database of a simulation. */
    void write(Map<String, List<Map<String, @Nullable Object>>> data) {
        jdbc.execute("SET REFERENTIAL_INTEGRITY FALSE");
        data.forEach((table, rows) -> {
            jdbc.update("DELETE FROM " + table);
            if (!rows.isEmpty()) {
                var columns = List.copyOf(rows.get(0).keySet());
                var marks = String.join(",", columns.stream().map(column -> "?").toList());
                jdbc.batchUpdate(
                        "INSERT INTO " + table + " (" + String.join(",", columns) + ") VALUES (" + marks + ")",
                        rows.stream()
                                .map(row -> columns.stream()
                                        .map(column -> value(row.get(column)))
                                        .toArray())
                                .toList());
            }
        });
        jdbc.execute("SET REFERENTIAL_INTEGRITY TRUE");
    }

    private static @Nullable Object value(@Nullable Object stored) {
        return stored instanceof Map<?, ?> map ? Base64.getDecoder().decode(String.valueOf(map.get("bytes"))) : stored;
    }
}
