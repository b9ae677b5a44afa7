package org.minori.scenarios.authoring;

import java.time.LocalTime;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;
import org.minori.administration.AuditLog;
import org.minori.calendar.BusinessCalendars;
import org.minori.delivery.QuietHours;
import org.minori.segments.Segments;
import org.minori.web.InvalidInput;
import org.minori.web.InvalidInput.FieldError;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/** Keeps what marketers set for a scenario as a whole. */
@Service
public class SettingsOfScenarios {

    private static final String EXIT = "EXIT";
    private static final String SUPPRESS = "SUPPRESS";
    private static final int MOST_HOURS = 8_760;
    private static final int MOST_MAILS = 50;

    private final JdbcClient jdbc;
    private final Segments segments;
    private final BusinessCalendars calendars;
    private final AuditLog audit;
    private final ApplicationEventPublisher events;

    SettingsOfScenarios(
            JdbcClient jdbc,
            Segments segments,
            BusinessCalendars calendars,
            AuditLog audit,
            ApplicationEventPublisher events) {
        this.jdbc = jdbc;
        this.segments = segments;
        this.calendars = calendars;
        this.audit = audit;
        this.events = events;
    }

    /** Those of one scenario. */
    public ScenarioSettings of(String key) {
        return read(" WHERE scenario_key = ?", key).getOrDefault(key, ScenarioSettings.NONE);
    }

    /** By scenario, where something is set. */
    Map<String, ScenarioSettings> all() {
        return read("");
    }

    private Map<String, ScenarioSettings> read(String which, String... key) {
        var exits = new HashMap<String, Set<String>>();
        var suppressed = new HashMap<String, Set<String>>();
        var all = new HashMap<String, ScenarioSettings>();
        jdbc.sql("SELECT scenario_key, segment_key, purpose FROM scenario_segment" + which)
                .params(List.of(key))
                .query(row -> {
                    var list = row.getString(3).equals(EXIT) ? exits : suppressed;
                    list.computeIfAbsent(row.getString(1), scenario -> new TreeSet<>())
                            .add(row.getString(2));
                });
        jdbc.sql("SELECT scenario_key, late_hours, quiet_from, quiet_to, calendar_key, mails_a_week FROM scenario"
                        + which)
                .params(List.of(key))
                .query(row -> {
                    var scenario = row.getString(1);
                    var settings = new ScenarioSettings(
                            exits.getOrDefault(scenario, Set.of()),
                            suppressed.getOrDefault(scenario, Set.of()),
                            row.getObject(2, Integer.class),
                            quiet(row.getString(3), row.getString(4)),
                            row.getString(5),
                            row.getObject(6, Integer.class));
                    if (!settings.equals(ScenarioSettings.NONE)) {
                        all.put(scenario, settings);
                    }
                });
        return all;
    }

    private static @Nullable QuietHours quiet(@Nullable String from, @Nullable String to) {
        return from == null || to == null ? null : new QuietHours(LocalTime.parse(from), LocalTime.parse(to));
    }

    /** Replaces them; a segment that is in both lists keeps contacts out. */
    @Transactional
    public void save(String key, ScenarioSettings settings) {
        var faults = faults(settings);
        if (!faults.isEmpty()) {
            throw new InvalidInput(faults);
        }
        var before = of(key);
        put(key, settings);
        audit.record("scenario.settingsChanged", "scenario:" + key, settings.differencesFrom(before));
        events.publishEvent(new ScenarioSettingsChanged(key));
    }

    /** Replaces them without a look at what they name. */
    void put(String key, ScenarioSettings settings) {
        var quiet = settings.quiet();
        int found = jdbc.sql("""
                        UPDATE scenario SET late_hours = ?, quiet_from = ?, quiet_to = ?, calendar_key = ?,
                          mails_a_week = ? WHERE scenario_key = ?
                        """)
                .params(
                        settings.lateHours(),
                        quiet == null ? null : quiet.from().toString(),
                        quiet == null ? null : quiet.to().toString(),
                        settings.calendar(),
                        settings.mailsAWeek(),
                        key)
                .update();
        if (found == 0) {
            throw new ScenarioNotFound(key);
        }
        jdbc.sql("DELETE FROM scenario_segment WHERE scenario_key = ?")
                .param(key)
                .update();
        settings.suppressed().forEach(segment -> add(key, segment, SUPPRESS));
        settings.exits().stream()
                .filter(segment -> !settings.suppressed().contains(segment))
                .forEach(segment -> add(key, segment, EXIT));
    }

    /** Everything in them that can't be. */
    public List<FieldError> faults(ScenarioSettings settings) {
        var faults = new ArrayList<FieldError>();
        checkSegments(faults, "exits", settings.exits());
        checkSegments(faults, "suppressed", settings.suppressed());
        var hours = settings.lateHours();
        if (hours != null && (hours < 1 || hours > MOST_HOURS)) {
            faults.add(new FieldError("lateHours", "authoring.settings.lateHours.invalid"));
        }
        var mails = settings.mailsAWeek();
        if (mails != null && (mails < 1 || mails > MOST_MAILS)) {
            faults.add(new FieldError("mailsAWeek", "authoring.settings.mailsAWeek.invalid", MOST_MAILS));
        }
        var calendar = settings.calendar();
        if (calendar != null && calendars.find(calendar).isEmpty()) {
            faults.add(new FieldError("calendar", "authoring.settings.unknownCalendar", calendar));
        }
        return faults;
    }

    private void checkSegments(List<FieldError> faults, String field, Set<String> keys) {
        for (var key : keys) {
            if (!segments.exists(key)) {
                faults.add(new FieldError(field, "authoring.settings.unknownSegment", key));
            }
        }
    }

    private void add(String key, String segment, String purpose) {
        jdbc.sql("INSERT INTO scenario_segment (scenario_key, segment_key, purpose) VALUES (?, ?, ?)")
                .params(key, segment, purpose)
                .update();
    }
}
