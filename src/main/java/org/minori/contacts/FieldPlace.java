package org.minori.contacts;

import java.math.BigDecimal;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.LocalDate;
import java.util.Collection;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.minori.contacts.ContactField.Type;

/**
 * Where the values of a custom field are: a column in one of the tables of values, which have a row for each contact and so
 * many columns of each type. What is compared has an index; of a text that is its beginning in small letters, so that both
 * databases find the same.
 *
 * @param page which of the tables, from 1
 * @param number which of its columns of the type, from 1
 */
record FieldPlace(Type type, int page, int number) {

    static final int PAGES = 6;

    /** So many of the columns that can have an index as fit into MySQL's 64 indexes a table. */
    static int perPage(Type type) {
        return switch (type) {
            case TEXT -> 30;
            case NUMBER -> 15;
            case DATE, BOOLEAN -> 12;
        };
    }

    static String table(int page) {
        return "contact_values_" + page;
    }

    static List<String> tables() {
        return IntStream.rangeClosed(1, PAGES).mapToObj(FieldPlace::table).toList();
    }

    /** The first place of the type that none of these is; empty when all are taken. */
    static Optional<FieldPlace> free(Type type, Collection<FieldPlace> taken) {
        return IntStream.range(0, PAGES * perPage(type))
                .mapToObj(i -> new FieldPlace(type, 1 + i / perPage(type), 1 + i % perPage(type)))
                .filter(place -> !taken.contains(place))
                .findFirst();
    }

    String table() {
        return table(page);
    }

    /** The column that holds the value. */
    String column() {
        return switch (type) {
                    case TEXT -> "text_";
                    case NUMBER -> "number_";
                    case DATE -> "date_";
                    case BOOLEAN -> "truth_";
                }
                + number;
    }

    /** The column that the value is compared by. */
    String compared() {
        return type == Type.TEXT ? "fold_" + number : column();
    }

    /** All columns that are written with the value. */
    List<String> columns() {
        return type == Type.TEXT ? List.of(column(), compared()) : List.of(column());
    }

    /** What those columns hold; nothing for a field that is cleared. */
    List<@Nullable Object> values(@Nullable FieldValue value) {
        if (value == null || value.text().isEmpty()) {
            return Collections.nCopies(columns().size(), null);
        }
        return switch (type) {
            case TEXT -> List.of(value.text(), ContactField.folded(value.text()));
            case NUMBER -> Collections.singletonList(value.number());
            case DATE -> Collections.singletonList(value.date());
            case BOOLEAN -> Collections.singletonList(value.truth());
        };
    }

    /** The value of {@link #column} in its canonical text; null where there is none. */
    @Nullable
    String text(ResultSet row, int index) throws SQLException {
        switch (type) {
            case NUMBER -> {
                var number = row.getBigDecimal(index);
                return number == null ? null : plain(number);
            }
            case DATE -> {
                var date = row.getObject(index, LocalDate.class);
                return date == null ? null : date.toString();
            }
            case BOOLEAN -> {
                boolean truth = row.getBoolean(index);
                return row.wasNull() ? null : Boolean.toString(truth);
            }
            default -> {
                return row.getString(index);
            }
        }
    }

    private static String plain(BigDecimal number) {
        return number.signum() == 0 ? "0" : number.stripTrailingZeros().toPlainString();
    }

    /** Writes values of these places of one page for a contact, whose id comes first. */
    static String upsert(List<FieldPlace> places) {
        var columns = places.stream().flatMap(place -> place.columns().stream()).toList();
        return "INSERT INTO " + places.get(0).table() + " (contact_id, " + String.join(", ", columns) + ") VALUES (?"
                + ", ?".repeat(columns.size()) + ") ON DUPLICATE KEY UPDATE "
                + String.join(
                        ", ",
                        columns.stream()
                                .map(column -> column + " = VALUES(" + column + ")")
                                .toList());
    }
}
