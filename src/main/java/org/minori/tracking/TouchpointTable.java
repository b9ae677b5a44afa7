package org.minori.tracking;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.time.Instant;
import java.time.LocalDateTime;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.minori.contacts.ContactId;
import org.minori.storage.TimeOrderedIds;
import org.minori.storage.Utc;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.jdbc.core.RowMapper;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** The rows of the touchpoint log. */
@Component
class TouchpointTable {

    static final String INSERT = """
            INSERT INTO touchpoint
                (id, contact_id, type, subject, occurred_at, received_at, event_key, source, machine, properties)
            VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?)""";
    private static final String INSERT_NEW = INSERT.replaceFirst("INSERT", "INSERT IGNORE");
    private static final int MOST_TYPE = 64;
    private static final int MOST_SUBJECT = 250;
    private static final int MOST_PROPERTIES = 16_000;
    private static final int MOST_NAMES = 500;
    private static final TypeReference<Map<String, String>> PROPERTIES = new TypeReference<>() {};

    private final JdbcTemplate jdbc;
    private final JdbcClient client;
    private final ObjectMapper json;

    TouchpointTable(JdbcTemplate jdbc, JdbcClient client, ObjectMapper json) {
        this.jdbc = jdbc;
        this.client = client;
        this.json = json;
    }

    /** A row to write; hash is that of the key, which makes it unique. */
    record Row(
            TouchpointId id,
            Touchpoint touchpoint,
            @Nullable String hash) {

        Row(Touchpoint touchpoint, @Nullable String hash) {
            this(new TouchpointId(TimeOrderedIds.next()), touchpoint, hash);
        }
    }

    /**
     * Writes those whose key is new and says which. What the database skipped is asked for afterwards, since a driver
     * that rewrites batches does not count, and asking before would miss what another transaction writes meanwhile.
     */
    List<Row> insert(List<Row> rows, String source, Instant now) {
        if (rows.isEmpty()) {
            return rows;
        }
        if (rows.size() == 1) {
            return jdbc.update(INSERT_NEW, arguments(rows.get(0), source, now)) == 0 ? List.of() : rows;
        }
        boolean keyed = rows.stream().anyMatch(row -> row.hash() != null);
        // Everybody takes the keys in one order, so that two senders of the same ones wait and do not lock each other
        // out.
        var ordered = new ArrayList<>(rows);
        ordered.sort(Comparator.comparing(row -> Objects.requireNonNullElse(row.hash(), "")));
        jdbc.batchUpdate(
                keyed ? INSERT_NEW : INSERT,
                ordered.stream().map(row -> arguments(row, source, now)).toList());
        if (!keyed) {
            return rows;
        }
        var written = written(
                rows.stream().filter(row -> row.hash() != null).map(Row::id).toList());
        return rows.stream()
                .filter(row -> row.hash() == null || written.contains(row.id()))
                .toList();
    }

    /** What to bind for one row; too long words are cut, since a server told to skip duplicates would cut them silently. */
    @Nullable
    Object[] arguments(Row row, String source, Instant now) {
        var touchpoint = row.touchpoint();
        return new @Nullable Object[] {
            row.id().value(),
            touchpoint.contact().value(),
            Words.cut(touchpoint.type(), MOST_TYPE),
            Words.cutNullable(touchpoint.subject(), MOST_SUBJECT),
            Utc.of(touchpoint.occurredAt()),
            Utc.of(now),
            row.hash(),
            source,
            touchpoint.machine(),
            write(touchpoint.properties())
        };
    }

    private Set<TouchpointId> written(List<TouchpointId> ids) {
        var found = new HashSet<TouchpointId>();
        client.sql("SELECT id FROM touchpoint WHERE id IN (:ids)")
                .param("ids", ids.stream().map(TouchpointId::value).toList())
                .query((rs, row) -> new TouchpointId(rs.getLong(1)))
                .list()
                .forEach(found::add);
        return found;
    }

    /** At most limit rows of a contact before the place, newest first; without types all kinds. */
    List<TouchpointsRecorded.Recorded> before(
            ContactId contact, TimelinePlace place, Collection<String> types, int limit) {
        var query = client.sql("SELECT id, contact_id, type, subject, occurred_at, properties, machine FROM touchpoint"
                        + " WHERE contact_id = :contact AND (occurred_at < :at OR (occurred_at = :at AND id < :id))"
                        + (types.isEmpty() ? "" : " AND type IN (:types)")
                        + " ORDER BY occurred_at DESC, id DESC LIMIT :limit")
                .param("contact", contact.value())
                .param("at", Utc.of(place.occurredAt()))
                .param("id", place.id())
                .param("limit", limit);
        return (types.isEmpty() ? query : query.param("types", types))
                .query(recorded())
                .list();
    }

    /** A contact's touchpoints of one kind that came in since the instant. */
    List<TouchpointsRecorded.Recorded> recent(ContactId contact, String type, Instant since) {
        return client.sql("SELECT id, contact_id, type, subject, occurred_at, properties, machine FROM touchpoint"
                        + " WHERE contact_id = :contact AND occurred_at >= :since AND type = :type ORDER BY id")
                .param("contact", contact.value())
                .param("since", Utc.of(since))
                .param("type", type)
                .query(recorded())
                .list();
    }

    /** How many of each kind people caused since the instant. */
    Map<String, Long> counts(Collection<String> types, Instant since) {
        var counts = new LinkedHashMap<String, Long>();
        client.sql("SELECT type, COUNT(*) FROM touchpoint"
                        + " WHERE type IN (:types) AND occurred_at >= :since AND machine = FALSE GROUP BY type")
                .param("types", types)
                .param("since", Utc.of(since))
                .query(rs -> {
                    counts.put(rs.getString(1), rs.getLong(2));
                });
        return counts;
    }

    /** The kinds that a contact has. */
    List<String> types(ContactId contact) {
        return client.sql("SELECT DISTINCT type FROM touchpoint WHERE contact_id = :contact ORDER BY type LIMIT :most")
                .param("contact", contact.value())
                .param("most", MOST_NAMES)
                .query(String.class)
                .list();
    }

    void discount(List<TouchpointId> ids) {
        client.sql("UPDATE touchpoint SET machine = TRUE WHERE id IN (:ids)")
                .param("ids", ids.stream().map(TouchpointId::value).toList())
                .update();
    }

    void erase(ContactId contact) {
        client.sql("DELETE FROM touchpoint WHERE contact_id = ?")
                .param(contact.value())
                .update();
    }

    private RowMapper<TouchpointsRecorded.Recorded> recorded() {
        return (rs, row) -> new TouchpointsRecorded.Recorded(
                new TouchpointId(rs.getLong("id")),
                new Touchpoint(
                        null,
                        new ContactId(rs.getLong("contact_id")),
                        rs.getString("type"),
                        rs.getString("subject"),
                        Utc.toInstant(rs.getObject("occurred_at", LocalDateTime.class)),
                        read(rs.getString("properties")),
                        rs.getBoolean("machine")));
    }

    private @Nullable String write(Map<String, String> properties) {
        if (properties.isEmpty()) {
            return null;
        }
        try {
            var text = json.writeValueAsString(properties);
            return text.length() <= MOST_PROPERTIES ? text : "{\"cut\":\"true\"}";
        } catch (JsonProcessingException e) {
            throw new IllegalStateException(e);
        }
    }

    private Map<String, String> read(@Nullable String properties) {
        if (properties == null) {
            return Map.of();
        }
        try {
            return json.readValue(properties, PROPERTIES);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException(e);
        }
    }
}
