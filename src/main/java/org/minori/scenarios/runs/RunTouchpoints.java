package org.minori.scenarios.runs;

import java.time.Instant;
import java.time.LocalDateTime;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.minori.contacts.ContactId;
import org.minori.scenarios.authoring.PublishedScenario;
import org.minori.scenarios.authoring.PublishedScenarios;
import org.minori.storage.Utc;
import org.minori.tracking.SubjectNames;
import org.minori.tracking.TimelineSource;
import org.minori.tracking.Touchpoint;
import org.minori.tracking.TouchpointId;
import org.minori.tracking.TouchpointType;
import org.minori.tracking.TouchpointsRecorded.Recorded;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/**
 * Shows in a contact's timeline that a run began and ended: read from the enrolments when somebody looks, so that an
 * enrolment costs no row more. A beginning has its enrolment's id as a negative number, an end as it is.
 */
@Component
class RunTouchpoints implements TimelineSource, SubjectNames {

    private static final Set<String> TYPES = Set.of(TouchpointType.SCENARIO_ENTERED, TouchpointType.SCENARIO_LEFT);

    private final JdbcClient jdbc;
    private final PublishedScenarios published;

    RunTouchpoints(JdbcClient jdbc, PublishedScenarios published) {
        this.jdbc = jdbc;
        this.published = published;
    }

    @Override
    public Set<String> types() {
        return TYPES;
    }

    @Override
    public Set<String> typesOf(ContactId contact) {
        var types = new HashSet<String>();
        jdbc.sql("SELECT COUNT(started_at), COUNT(ended_at) FROM enrolment WHERE contact_id = :contact")
                .param("contact", contact.value())
                .query(row -> {
                    if (row.getLong(1) > 0) {
                        types.add(TouchpointType.SCENARIO_ENTERED);
                    }
                    if (row.getLong(2) > 0) {
                        types.add(TouchpointType.SCENARIO_LEFT);
                    }
                });
        return types;
    }

    @Override
    public List<Recorded> before(ContactId contact, Collection<String> types, Instant at, long id, int limit) {
        return jdbc.sql("""
                        SELECT id, scenario_key, result, happened_at FROM (
                          SELECT -id AS id, scenario_key, NULL AS result, started_at AS happened_at FROM enrolment
                          WHERE contact_id = :contact AND started_at <= :at
                          UNION ALL
                          SELECT id, scenario_key, result, ended_at FROM enrolment
                          WHERE contact_id = :contact AND started_at IS NOT NULL AND ended_at <= :at) runs
                        WHERE (happened_at < :at OR id < :id)
                          AND (id < 0 AND :entered = 1 OR id > 0 AND :left = 1)
                        ORDER BY happened_at DESC, id DESC LIMIT :limit
                        """)
                .param("contact", contact.value())
                .param("at", Utc.of(at))
                .param("id", id)
                .param("entered", types.contains(TouchpointType.SCENARIO_ENTERED) ? 1 : 0)
                .param("left", types.contains(TouchpointType.SCENARIO_LEFT) ? 1 : 0)
                .param("limit", limit)
                .query((row, number) -> recorded(
                        contact,
                        row.getLong(1),
                        row.getString(2),
                        row.getString(3),
                        Utc.toInstant(row.getObject(4, LocalDateTime.class))))
                .list();
    }

    private static Recorded recorded(ContactId contact, long id, String scenario, @Nullable String result, Instant at) {
        var properties = new HashMap<String, String>();
        if (result != null) {
            properties.put("result", result);
        }
        var type = id < 0 ? TouchpointType.SCENARIO_ENTERED : TouchpointType.SCENARIO_LEFT;
        return new Recorded(
                new TouchpointId(id), new Touchpoint(null, contact, type, scenario, at, Map.copyOf(properties), false));
    }

    @Override
    public Optional<String> name(String type, String subject) {
        return TYPES.contains(type) ? published.find(subject).map(PublishedScenario::name) : Optional.empty();
    }
}
