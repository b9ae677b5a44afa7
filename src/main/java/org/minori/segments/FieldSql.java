package org.minori.segments;

import java.time.LocalDate;
import java.time.ZoneId;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Pattern;
import org.minori.contacts.ContactField;
import org.minori.storage.Utc;

/** Writes the comparison of one field; the column comes from the catalogue of fields, the values are always bound. */
final class FieldSql {

    private static final Pattern COLUMN = Pattern.compile("((company|values[1-9])\\.)?[a-z][a-z0-9_]{0,63}");
    private static final Set<Operator> NEGATIVE = Set.of(Operator.NE, Operator.NOT_IN, Operator.IS_EMPTY);

    private final SqlText sql;
    private final LocalDate today;
    private final ZoneId zone;

    FieldSql(SqlText sql, LocalDate today, ZoneId zone) {
        this.sql = sql;
        this.today = today;
        this.zone = zone;
    }

    /** Never unknown, so that NOT turns it round exactly: the negative operators are the positive ones turned round, and so hold for those of whom nothing is known. */
    void write(ContactField field, Operator operator, List<Object> values) {
        boolean negative = NEGATIVE.contains(operator);
        var positive = switch (operator) {
            case NE -> Operator.EQ;
            case NOT_IN -> Operator.IN;
            case IS_EMPTY -> Operator.IS_NOT_EMPTY;
            default -> operator;
        };
        sql.add(negative ? "NOT (" : "(");
        var column = field.column();
        if (column == null || !COLUMN.matcher(column).matches()) {
            throw new IllegalStateException("not the name of a column: " + column);
        } else if (field.isCustom()) {
            sql.joinValues(column.substring("values".length(), column.indexOf('.')));
            test(field, column, positive, values);
        } else if (column.startsWith("company.")) {
            sql.add("EXISTS (SELECT 1 FROM company k WHERE k.id = c.company_id AND ");
            test(field, column.replace("company.", "k."), positive, values);
            sql.add(")");
        } else {
            test(field, "c." + column, positive, values);
        }
        sql.add(")");
    }

    private void test(ContactField field, String column, Operator operator, List<Object> values) {
        sql.add(column + " IS NOT NULL");
        if (operator == Operator.IS_NOT_EMPTY) {
            if (field.type() == ContactField.Type.TEXT) {
                sql.add(" AND " + column + " <> ''");
            }
            return;
        }
        sql.add(" AND ");
        switch (field.type()) {
            case TEXT -> text(field, column, operator, values);
            case NUMBER -> number(column, operator, values);
            case DATE -> date(column, operator, values.get(0));
            case BOOLEAN -> sql.add(column + " = ?", values.get(0));
        }
    }

    /** What is compared of a custom field is in small letters already, so that its index serves. */
    private void text(ContactField field, String column, Operator operator, List<Object> values) {
        var lower = values.stream().map(value -> small(field, value.toString())).toList();
        var text = field.isCustom() ? column : "LOWER(" + column + ")";
        var first = SqlText.literalPattern(lower.get(0));
        switch (operator) {
            case EQ -> sql.add(text + " = ?", lower.get(0));
            case IN -> sql.add(text + " IN (" + marks(lower) + ")", lower.toArray());
            case CONTAINS -> sql.add(text + " LIKE ? ESCAPE '!'", "%" + first + "%");
            case STARTS_WITH -> sql.add(text + " LIKE ? ESCAPE '!'", first + "%");
            case ENDS_WITH -> sql.add(text + " LIKE ? ESCAPE '!'", "%" + first);
            default -> throw new IllegalStateException(operator + " does not compare text");
        }
    }

    private static String small(ContactField field, String text) {
        return field.isCustom() ? ContactField.folded(text) : text.toLowerCase(Locale.ROOT);
    }

    private void number(String column, Operator operator, List<Object> values) {
        if (operator == Operator.IN) {
            sql.add(column + " IN (" + marks(values) + ")", values.toArray());
        } else {
            sql.add(column + " " + operator.sign() + " ?", values.get(0));
        }
    }

    private void date(String column, Operator operator, Object value) {
        if (value instanceof Integer days) {
            days(column, operator, days);
            return;
        }
        var day = (LocalDate) value;
        switch (operator) {
            case EQ -> between(column, day, day.plusDays(1));
            case BEFORE, LT -> sql.add(column + " < ?", start(column, day));
            case LE -> sql.add(column + " < ?", start(column, day.plusDays(1)));
            case AFTER, GT -> sql.add(column + " >= ?", start(column, day.plusDays(1)));
            case GE -> sql.add(column + " >= ?", start(column, day));
            default -> throw new IllegalStateException(operator + " does not compare dates");
        }
    }

    private void days(String column, Operator operator, int days) {
        switch (operator) {
            case WITHIN_DAYS -> between(column, today.minusDays(days), today.plusDays(1));
            case OLDER_THAN_DAYS -> sql.add(column + " < ?", start(column, today.minusDays(days)));
            case ANNIVERSARY_IN_DAYS -> anniversary(column, today.plusDays(days));
            default -> throw new IllegalStateException(operator + " does not count days");
        }
    }

    /** Who was born on 29 February has the day before in other years. */
    private void anniversary(String column, LocalDate day) {
        var monthAndDay = "(EXTRACT(MONTH FROM " + column + ") = ? AND EXTRACT(DAY FROM " + column + ") = ?)";
        if (day.getMonthValue() == 2 && day.getDayOfMonth() == 28 && !day.isLeapYear()) {
            sql.add("(" + monthAndDay + " OR " + monthAndDay + ")", 2, 28, 2, 29);
        } else {
            sql.add(monthAndDay, day.getMonthValue(), day.getDayOfMonth());
        }
    }

    private void between(String column, LocalDate from, LocalDate before) {
        sql.add(column + " >= ? AND " + column + " < ?", start(column, from), start(column, before));
    }

    /** Columns that end in {@code _at} hold moments in UTC: there a day begins where the company is. */
    private Object start(String column, LocalDate day) {
        return isMoment(column) ? Utc.of(day.atStartOfDay(zone).toInstant()) : day;
    }

    static boolean isMoment(String column) {
        return column.endsWith("_at");
    }

    private static String marks(List<?> values) {
        return String.join(", ", Collections.nCopies(values.size(), "?"));
    }
}
