package org.minori.contacts;

import java.time.LocalDate;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.minori.storage.Utc;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/** Finds contacts by the day that one of their date fields holds. */
@Service
@Transactional(readOnly = true)
public class ContactDates {

    private static final int FIRST_YEAR = 2000;

    private final JdbcClient jdbc;
    private final FieldCatalogue fields;

    ContactDates(JdbcClient jdbc, FieldCatalogue fields) {
        this.jdbc = jdbc;
        this.fields = fields;
    }

    /**
     * Contacts whose field holds the day, in the order of their ids, after the given one; nobody where there is no such
     * date field.
     *
     * @param yearly the same day of an earlier year counts too; who has 29 February has the day before in other years
     * @param zone where a day begins, for fields that hold moments
     */
    public List<ContactId> on(
            String field, LocalDate day, boolean yearly, ZoneId zone, @Nullable ContactId after, int limit) {
        var arguments = new ArrayList<Object>();
        arguments.add(after == null ? Long.MIN_VALUE : after.value());
        var builtIn = BuiltInField.of(field);
        String sql;
        if (builtIn.filter(BuiltInField.CREATED_AT::equals).isPresent()) {
            sql = "SELECT id FROM contact WHERE id > ? AND (" + moments(day, yearly, zone, arguments)
                    + ") ORDER BY id LIMIT ?";
        } else {
            var custom = fields.place(field).filter(known -> known.field().type() == ContactField.Type.DATE);
            if (custom.isEmpty()) {
                return List.of();
            }
            var place = custom.get().place();
            sql = "SELECT contact_id FROM " + place.table() + " WHERE contact_id > ? AND "
                    + days(place.column(), day, yearly, arguments) + " ORDER BY contact_id LIMIT ?";
        }
        arguments.add(limit);
        return jdbc.sql(sql).params(arguments).query(Long.class).list().stream()
                .map(ContactId::new)
                .toList();
    }

    private static String days(String column, LocalDate day, boolean yearly, List<Object> arguments) {
        arguments.add(day);
        if (!yearly) {
            return column + " = ?";
        }
        arguments.add(day.getMonthValue());
        arguments.add(day.getDayOfMonth());
        boolean standsForLeapDay = day.getMonthValue() == 2 && day.getDayOfMonth() == 28 && !day.isLeapYear();
        arguments.add(standsForLeapDay ? day.getDayOfMonth() + 1 : day.getDayOfMonth());
        return column + " <= ? AND EXTRACT(MONTH FROM " + column + ") = ? AND EXTRACT(DAY FROM " + column
                + ") IN (?, ?)";
    }

    private static String moments(LocalDate day, boolean yearly, ZoneId zone, List<Object> arguments) {
        var ranges = new ArrayList<String>();
        for (int year = yearly ? FIRST_YEAR : day.getYear(); year <= day.getYear(); year++) {
            var that = day.withYear(year);
            ranges.add("created_at >= ? AND created_at < ?");
            arguments.add(Utc.of(that.atStartOfDay(zone).toInstant()));
            arguments.add(Utc.of(that.plusDays(1).atStartOfDay(zone).toInstant()));
        }
        return String.join(" OR ", ranges);
    }
}
