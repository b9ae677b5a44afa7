package org.minori.bench;

import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;

/** A row a contact, with a column for each field and an index on each that is asked for. */
final class WideLayout implements FieldLayout {

    private final boolean indexed;

    WideLayout(boolean indexed) {
        this.indexed = indexed;
    }

    private String table() {
        return indexed ? "wide_field" : "bare_field";
    }

    @Override
    public String name() {
        return "a row a contact, a column a field, " + (indexed ? "each with an index" : "three with an index");
    }

    @Override
    public List<String> tables() {
        return List.of(table());
    }

    private static List<String> columns() {
        var columns = new ArrayList<String>();
        for (int i = 0; i < TEXTS; i++) {
            columns.add("text" + i);
        }
        for (int i = 0; i < NUMBERS; i++) {
            columns.add("number" + i);
        }
        for (int i = 0; i < DATES; i++) {
            columns.add("date" + i);
        }
        for (int i = 0; i < TRUTHS; i++) {
            columns.add("truth" + i);
        }
        return columns;
    }

    private static String type(String column) {
        return switch (column.charAt(1)) {
            case 'e' -> " VARCHAR(500)";
            case 'u' -> " DECIMAL(24, 6)";
            case 'a' -> " DATE";
            default -> " BOOLEAN";
        };
    }

    @Override
    public List<String> create(boolean mysql) {
        var all = new ArrayList<String>();
        var definition = new StringBuilder("CREATE TABLE " + table() + " (contact_id BIGINT NOT NULL PRIMARY KEY");
        columns().forEach(column -> definition.append(", ").append(column).append(type(column)));
        all.add(definition + ")");
        for (var column : indexed ? columns() : List.of("text0", "number0", "date0")) {
            all.add("CREATE INDEX ix_" + table() + "_" + column + " ON " + table() + " (" + column + ")");
        }
        return all;
    }

    @Override
    public void write(Writer out, Values values) throws SQLException {
        var row = new ArrayList<Object>();
        row.add(values.contact());
        row.addAll(values.texts());
        row.addAll(values.numbers());
        row.addAll(values.dates());
        row.addAll(values.truths());
        out.add(
                "INSERT INTO " + table() + " VALUES (" + String.join(", ", Collections.nCopies(row.size(), "?")) + ")",
                row.toArray());
    }

    @Override
    public String count() {
        return "SELECT COUNT(*) FROM person c JOIN " + table() + " f ON f.contact_id = c.id"
                + " WHERE f.text0 = '愛知県' AND f.number0 > 5000 AND f.date0 >= '2026-08-01'";
    }

    @Override
    public String contains() {
        return "SELECT COUNT(*) FROM person c JOIN " + table() + " f ON f.contact_id = c.id"
                + " WHERE f.text3 LIKE '%777%'";
    }

    @Override
    public List<String> change() {
        return List.of(
                "UPDATE " + table() + " SET number1 = ? WHERE contact_id = ?",
                "UPDATE " + table() + " SET date1 = ? WHERE contact_id = ?");
    }
}
