package org.minori.calendar;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Clock;
import java.time.DayOfWeek;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalTime;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.minori.administration.AuditLog;
import org.minori.calendar.BusinessCalendar.Hours;
import org.minori.storage.Utc;
import org.minori.web.InvalidInput;
import org.minori.web.InvalidInput.FieldError;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/** The calendars that there are; one of them, the standard one, is always there. */
@Service
@Transactional
public class BusinessCalendars {

    /** The key of the calendar that holds where none is named. */
    public static final String STANDARD = "standard";

    private static final String KEY = "[a-z0-9][a-z0-9-]{0,63}";
    private static final int LONGEST_NAME = 100;
    private static final int MOST_DAYS_OFF = 500;
    private static final String SELECT =
            "SELECT calendar_key, name, zone, hours, japanese_holidays, days_off FROM business_calendar";

    private final JdbcClient jdbc;
    private final AuditLog audit;
    private final Clock clock;

    BusinessCalendars(JdbcClient jdbc, AuditLog audit, Clock clock) {
        this.jdbc = jdbc;
        this.audit = audit;
        this.clock = clock;
    }

    /** All of them, by name. */
    @Transactional(readOnly = true)
    public List<BusinessCalendar> all() {
        return jdbc.sql(SELECT + " ORDER BY name, calendar_key")
                .query(BusinessCalendars::read)
                .list();
    }

    @Transactional(readOnly = true)
    public Optional<BusinessCalendar> find(String key) {
        return jdbc.sql(SELECT + " WHERE calendar_key = ?")
                .param(key)
                .query(BusinessCalendars::read)
                .optional();
    }

    /** When somebody is there next by the calendar, the moment itself included; the moment itself where nobody ever is. */
    @Transactional(readOnly = true)
    public Instant nextOpening(String key, Instant from) {
        return find(key).flatMap(calendar -> calendar.nextOpening(from)).orElse(from);
    }

    /** Makes or changes a calendar; InvalidInput names every fault. */
    public void save(BusinessCalendar calendar) {
        check(calendar);
        var values = Map.of(
                "key", calendar.key(),
                "name", calendar.name().strip(),
                "zone", calendar.zone().getId(),
                "hours", text(calendar.hours()),
                "holidays", calendar.japaneseHolidays(),
                "off",
                        new TreeSet<>(calendar.daysOff())
                                .stream().map(LocalDate::toString).collect(Collectors.joining(" ")),
                "now", Utc.of(clock.instant()));
        jdbc.sql("""
                        INSERT INTO business_calendar
                          (calendar_key, name, zone, hours, japanese_holidays, days_off, updated_at)
                        VALUES (:key, :name, :zone, :hours, :holidays, :off, :now)
                        ON DUPLICATE KEY UPDATE name = VALUES(name), zone = VALUES(zone), hours = VALUES(hours),
                          japanese_holidays = VALUES(japanese_holidays), days_off = VALUES(days_off),
                          updated_at = VALUES(updated_at)
                        """).params(values).update();
        audit.record("calendar.saved", "calendar:" + calendar.key(), Map.of("hours", text(calendar.hours())));
    }

    private static void check(BusinessCalendar calendar) {
        var faults = new ArrayList<FieldError>();
        if (!calendar.key().matches(KEY) || calendar.key().equals("new")) {
            faults.add(new FieldError("key", "calendar.error.key"));
        }
        if (calendar.name().isBlank() || calendar.name().strip().length() > LONGEST_NAME) {
            faults.add(new FieldError("name", "calendar.error.name", LONGEST_NAME));
        }
        if (calendar.hours().isEmpty()) {
            faults.add(new FieldError("hours", "calendar.error.never"));
        }
        calendar.hours().forEach((day, open) -> {
            if (!open.opens().isBefore(open.closes())) {
                faults.add(new FieldError("hours." + day, "calendar.error.hours"));
            }
        });
        if (calendar.daysOff().size() > MOST_DAYS_OFF) {
            faults.add(new FieldError("daysOff", "calendar.error.tooMany", MOST_DAYS_OFF));
        }
        if (!faults.isEmpty()) {
            throw new InvalidInput(faults);
        }
    }

    private static String text(Map<DayOfWeek, Hours> hours) {
        return Arrays.stream(DayOfWeek.values())
                .flatMap(day -> Optional.ofNullable(hours.get(day)).stream()
                        .map(open -> day + " " + open.opens() + "-" + open.closes()))
                .collect(Collectors.joining(","));
    }

    private static BusinessCalendar read(ResultSet row, int number) throws SQLException {
        return new BusinessCalendar(
                row.getString(1),
                row.getString(2),
                ZoneId.of(row.getString(3)),
                hours(row.getString(4)),
                row.getBoolean(5),
                days(row.getString(6)));
    }

    private static Map<DayOfWeek, Hours> hours(String text) {
        var hours = new EnumMap<DayOfWeek, Hours>(DayOfWeek.class);
        for (var day : text.split(",")) {
            var parts = day.split("[ -]");
            hours.put(DayOfWeek.valueOf(parts[0]), new Hours(LocalTime.parse(parts[1]), LocalTime.parse(parts[2])));
        }
        return hours;
    }

    private static Set<LocalDate> days(String text) {
        return Arrays.stream(text.split(" "))
                .filter(day -> !day.isEmpty())
                .map(LocalDate::parse)
                .collect(Collectors.toSet());
    }
}
