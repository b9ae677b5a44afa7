package org.minori.bench;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.time.LocalDate;
import java.util.ArrayList;
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
}
