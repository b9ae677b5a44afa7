package org.minori.bench;

import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;

/** The layouts with a row for each value. */
final class RowLayouts {

    private RowLayouts() {}

    /** A row a value in one table, with a column and an index for each type. */
    static final class OneTable implements FieldLayout {

        private static final String INSERT = "INSERT INTO one_field VALUES (?, ?, ?, ?, ?, ?)";

        @Override
        public String name() {
            return "a row a value, one table with four indexes";
        }

        @Override
        public List<String> tables() {
            return List.of("one_field");
        }

        @Override
        public List<String> create(boolean mysql) {
            return List.of(
                    """
                    CREATE TABLE one_field (contact_id BIGINT NOT NULL, field_key VARCHAR(64) NOT NULL,
                      text_value VARCHAR(500) NOT NULL, number_value DECIMAL(24, 6), date_value DATE,
                      boolean_value BOOLEAN, PRIMARY KEY (contact_id, field_key))""",
                    "CREATE INDEX ix_one_text ON one_field (field_key, text_value)",
                    "CREATE INDEX ix_one_number ON one_field (field_key, number_value)",
                    "CREATE INDEX ix_one_date ON one_field (field_key, date_value)",
                    "CREATE INDEX ix_one_boolean ON one_field (field_key, boolean_value)");
        }

        @Override
        public void write(Writer out, Values values) throws SQLException {
            for (int i = 0; i < TEXTS; i++) {
                if (values.texts().get(i) != null) {
                    out.add(INSERT, values.contact(), "text" + i, values.texts().get(i), null, null, null);
                }
            }
            for (int i = 0; i < NUMBERS; i++) {
                var number = values.numbers().get(i);
                if (number != null) {
                    out.add(INSERT, values.contact(), "number" + i, number.toString(), number, null, null);
                }
            }
            for (int i = 0; i < DATES; i++) {
                var date = values.dates().get(i);
                if (date != null) {
                    out.add(INSERT, values.contact(), "date" + i, date.toString(), null, date, null);
                }
            }
            for (int i = 0; i < TRUTHS; i++) {
                var truth = values.truths().get(i);
                if (truth != null) {
                    out.add(INSERT, values.contact(), "truth" + i, truth.toString(), null, null, truth);
                }
            }
        }

        @Override
        public String count() {
            return """
                    SELECT COUNT(*) FROM person c WHERE
                      EXISTS (SELECT 1 FROM one_field f WHERE f.contact_id = c.id AND f.field_key = 'text0' AND f.text_value = '愛知県')
                      AND EXISTS (SELECT 1 FROM one_field f WHERE f.contact_id = c.id AND f.field_key = 'number0' AND f.number_value > 5000)
                      AND EXISTS (SELECT 1 FROM one_field f WHERE f.contact_id = c.id AND f.field_key = 'date0' AND f.date_value >= '2026-08-01')""";
        }

        @Override
        public String contains() {
            return "SELECT COUNT(*) FROM person c WHERE EXISTS (SELECT 1 FROM one_field f WHERE f.contact_id = c.id"
                    + " AND f.field_key = 'text3' AND f.text_value LIKE '%777%')";
        }

        @Override
        public List<String> change() {
            return List.of(
                    "UPDATE one_field SET number_value = ?, text_value = '77' WHERE contact_id = ? AND field_key = 'number1'",
                    "UPDATE one_field SET date_value = ?, text_value = '2026-11-28' WHERE contact_id = ? AND field_key = 'date1'");
        }
    }

    /** A row a value in one table a type, each with one index, and numbers for the fields. */
    static final class TableAType implements FieldLayout {

        @Override
        public String name() {
            return "a row a value, one table a type with one index";
        }

        @Override
        public List<String> tables() {
            return List.of("text_field", "number_field", "date_field", "truth_field");
        }

        @Override
        public List<String> create(boolean mysql) {
            var all = new ArrayList<String>();
            for (var type : List.of("text VARCHAR(500)", "number DECIMAL(24, 6)", "date DATE", "truth BOOLEAN")) {
                var name = type.substring(0, type.indexOf(' ')) + "_field";
                all.add("CREATE TABLE " + name + " (contact_id BIGINT NOT NULL, field_id SMALLINT NOT NULL, held"
                        + type.substring(type.indexOf(' ')) + " NOT NULL, PRIMARY KEY (contact_id, field_id))");
                all.add("CREATE INDEX ix_" + name + " ON " + name + " (field_id, held)");
            }
            return all;
        }

        @Override
        public void write(Writer out, Values values) throws SQLException {
            rows(out, "text_field", values.contact(), values.texts());
            rows(out, "number_field", values.contact(), values.numbers());
            rows(out, "date_field", values.contact(), values.dates());
            rows(out, "truth_field", values.contact(), values.truths());
        }

        private static void rows(Writer out, String table, long contact, List<?> values) throws SQLException {
            for (int i = 0; i < values.size(); i++) {
                if (values.get(i) != null) {
                    out.add("INSERT INTO " + table + " VALUES (?, ?, ?)", contact, i, values.get(i));
                }
            }
        }

        @Override
        public String count() {
            return """
                    SELECT COUNT(*) FROM person c WHERE
                      EXISTS (SELECT 1 FROM text_field f WHERE f.contact_id = c.id AND f.field_id = 0 AND f.held = '愛知県')
                      AND EXISTS (SELECT 1 FROM number_field f WHERE f.contact_id = c.id AND f.field_id = 0 AND f.held > 5000)
                      AND EXISTS (SELECT 1 FROM date_field f WHERE f.contact_id = c.id AND f.field_id = 0 AND f.held >= '2026-08-01')""";
        }

        @Override
        public String contains() {
            return "SELECT COUNT(*) FROM person c WHERE EXISTS (SELECT 1 FROM text_field f WHERE f.contact_id = c.id"
                    + " AND f.field_id = 3 AND f.held LIKE '%777%')";
        }

        @Override
        public List<String> change() {
            return List.of(
                    "UPDATE number_field SET held = ? WHERE contact_id = ? AND field_id = 1",
                    "UPDATE date_field SET held = ? WHERE contact_id = ? AND field_id = 1");
        }
    }

    /** A row a value in one table with one index over a text that sorts as the values do. */
    static final class OneIndex implements FieldLayout {

        private static final String INSERT = "INSERT INTO sorted_field VALUES (?, ?, ?, ?)";

        @Override
        public String name() {
            return "a row a value, one table with one index over what sorts";
        }

        @Override
        public List<String> tables() {
            return List.of("sorted_field");
        }

        @Override
        public List<String> create(boolean mysql) {
            return List.of("""
                    CREATE TABLE sorted_field (contact_id BIGINT NOT NULL, field_id SMALLINT NOT NULL,
                      held VARCHAR(500) NOT NULL, sorts VARCHAR(100) NOT NULL, PRIMARY KEY (contact_id, field_id))""", "CREATE INDEX ix_sorted ON sorted_field (field_id, sorts)");
        }

        private static String sorts(int number) {
            return "%012d".formatted(number);
        }

        @Override
        public void write(Writer out, Values values) throws SQLException {
            rows(out, values.contact(), 0, values.texts());
            for (int i = 0; i < NUMBERS; i++) {
                var number = values.numbers().get(i);
                if (number != null) {
                    out.add(INSERT, values.contact(), 100 + i, number.toString(), sorts(number));
                }
            }
            rows(out, values.contact(), 200, values.dates());
            rows(out, values.contact(), 300, values.truths());
        }

        private static void rows(Writer out, long contact, int first, List<?> values) throws SQLException {
            for (int i = 0; i < values.size(); i++) {
                if (values.get(i) != null) {
                    var text = values.get(i).toString();
                    out.add(INSERT, contact, first + i, text, text);
                }
            }
        }

        @Override
        public String count() {
            return """
                    SELECT COUNT(*) FROM person c WHERE
                      EXISTS (SELECT 1 FROM sorted_field f WHERE f.contact_id = c.id AND f.field_id = 0 AND f.sorts = '愛知県')
                      AND EXISTS (SELECT 1 FROM sorted_field f WHERE f.contact_id = c.id AND f.field_id = 100 AND f.sorts > '000000005000')
                      AND EXISTS (SELECT 1 FROM sorted_field f WHERE f.contact_id = c.id AND f.field_id = 200 AND f.sorts >= '2026-08-01')""";
        }

        @Override
        public String contains() {
            return "SELECT COUNT(*) FROM person c WHERE EXISTS (SELECT 1 FROM sorted_field f WHERE f.contact_id = c.id"
                    + " AND f.field_id = 3 AND f.sorts LIKE '%777%')";
        }

        @Override
        public List<String> change() {
            return List.of(
                    "UPDATE sorted_field SET held = ?, sorts = '000000000077' WHERE contact_id = ? AND field_id = 101",
                    "UPDATE sorted_field SET held = ?, sorts = '2026-11-28' WHERE contact_id = ? AND field_id = 201");
        }
    }
}
