package org.minori.bench;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;

/**
 * A way to lay out the values of 30 custom fields of a contact in tables: 14 texts, of which the first is one of few, 8
 * numbers, 5 dates and 3 truths; not everything is known of everybody.
 */
interface FieldLayout {

    int TEXTS = 14;
    int NUMBERS = 8;
    int DATES = 5;
    int TRUTHS = 3;
    LocalDate TODAY = LocalDate.of(2026, 11, 28);

    String name();

    List<String> tables();

    List<String> create(boolean mysql);

    /** Adds the contact's rows to batches. */
    void write(Writer out, Values values) throws SQLException;

    /** How many match: of one prefecture, with more employees than so many, whose contract ends within so many days. */
    String count();

    /** How many have this somewhere in a text. */
    String contains();

    /** Changes a number and a date of a contact, as a delegate does; each takes value, then contact. */
    List<String> change();

    /** What is known of one contact. */
    record Values(
            long contact, List<String> texts, List<Integer> numbers, List<LocalDate> dates, List<Boolean> truths) {

        private static final String[] PLACES = {"東京都", "大阪府", "愛知県", "神奈川県", "福岡県", "北海道", "京都府", "兵庫県"};

        /** Of the contact with this number, always the same; about 60 in 100 are known. */
        static Values of(long contact) {
            long seed = contact * 0x9E3779B97F4A7C15L;
            var texts = new ArrayList<String>();
            for (int i = 0; i < TEXTS; i++) {
                texts.add(known(seed, i) ? i == 0 ? place(seed) : "値" + hash(seed, 100 + i) % 50_000 + "の説明" : null);
            }
            var numbers = new ArrayList<Integer>();
            for (int i = 0; i < NUMBERS; i++) {
                numbers.add(known(seed, 20 + i) ? (int) (hash(seed, 120 + i) % 10_000) : null);
            }
            var dates = new ArrayList<LocalDate>();
            for (int i = 0; i < DATES; i++) {
                dates.add(known(seed, 40 + i) ? TODAY.minusDays(hash(seed, 140 + i) % 2_000) : null);
            }
            var truths = new ArrayList<Boolean>();
            for (int i = 0; i < TRUTHS; i++) {
                truths.add(known(seed, 60 + i) ? hash(seed, 160 + i) % 2 == 0 : null);
            }
            return new Values(contact, texts, numbers, dates, truths);
        }

        private static String place(long seed) {
            long one = hash(seed, 99);
            return PLACES[(int) (one % 3 == 0 ? 0 : one / 3 % PLACES.length)];
        }

        private static boolean known(long seed, int field) {
            return hash(seed, field) % 100 < 60;
        }

        private static long hash(long seed, int salt) {
            long mixed = (seed ^ salt * 0xBF58476D1CE4E5B9L) * 0x94D049BB133111EBL;
            return (mixed ^ mixed >>> 31) >>> 1;
        }
    }

    /** One prepared batch per statement, kept over the whole load. */
    final class Writer implements AutoCloseable {

        private final Connection connection;
        private final java.util.Map<String, PreparedStatement> statements = new java.util.LinkedHashMap<>();

        Writer(Connection connection) {
            this.connection = connection;
        }

        void add(String insert, Object... values) throws SQLException {
            var statement = statements.get(insert);
            if (statement == null) {
                statement = connection.prepareStatement(insert);
                statements.put(insert, statement);
            }
            for (int i = 0; i < values.length; i++) {
                statement.setObject(i + 1, values[i]);
            }
            statement.addBatch();
        }

        void commit() throws SQLException {
            for (var statement : statements.values()) {
                statement.executeBatch();
            }
            connection.commit();
        }

        @Override
        public void close() throws SQLException {
            for (var statement : statements.values()) {
                statement.close();
            }
        }
    }

    /** A row a value in one table, with a column and an index for each type. */
    final class OneTable implements FieldLayout {

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
    final class TableAType implements FieldLayout {

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
    final class OneIndex implements FieldLayout {

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

    /** A row a contact, with a column for each field and an index on each that is asked for. */
    final class Wide implements FieldLayout {

        private final boolean indexed;

        Wide(boolean indexed) {
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
                    "INSERT INTO " + table() + " VALUES (" + String.join(", ", Collections.nCopies(row.size(), "?"))
                            + ")",
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
}
