package org.minori.segments;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Duration;
import java.time.LocalDateTime;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.minori.contacts.ContactDirectory;
import org.minori.storage.Utc;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** Keeps the definitions of segments, and those that steps ask for again and again read and ready for a moment. */
@Component
class SegmentShelf {

    private static final String COLUMNS = "SELECT segment_key, name, kind, rule_json, version, updated_at FROM segment";

    private final JdbcClient jdbc;
    private final ObjectMapper json;
    private final ContactDirectory contacts;
    private final Clock clock;

    /** Another node may have changed a segment: what it means is believed for seconds only. */
    private final Cache<String, Optional<RuleSql.Meaning>> meanings = Caffeine.newBuilder()
            .expireAfterWrite(Duration.ofSeconds(3))
            .maximumSize(10_000)
            .build();

    SegmentShelf(JdbcClient jdbc, ObjectMapper json, ContactDirectory contacts, Clock clock) {
        this.jdbc = jdbc;
        this.json = json;
        this.contacts = contacts;
        this.clock = clock;
    }

    Optional<Segment> find(String key) {
        return jdbc.sql(COLUMNS + " WHERE segment_key = ?")
                .param(key)
                .query(this::segment)
                .optional();
    }

    List<Segment> all() {
        return jdbc.sql(COLUMNS + " ORDER BY name, segment_key")
                .query(this::segment)
                .list();
    }

    boolean exists(String key) {
        return jdbc.sql("SELECT COUNT(*) FROM segment WHERE segment_key = ?")
                        .param(key)
                        .query(Integer.class)
                        .single()
                > 0;
    }

    /** Whether it was new. */
    boolean insert(String key, String name, SegmentKind kind, @Nullable JsonNode rule) {
        var now = Utc.of(clock.instant());
        int rows = jdbc.sql(
                        "INSERT IGNORE INTO segment (segment_key, name, kind, rule_json, version, created_at, updated_at)"
                                + " VALUES (?, ?, ?, ?, 1, ?, ?)")
                .params(key, name, kind.name(), text(rule), now, now)
                .update();
        forget();
        return rows == 1;
    }

    void update(String key, String name, @Nullable JsonNode rule) {
        jdbc.sql(
                        "UPDATE segment SET name = ?, rule_json = ?, version = version + 1, updated_at = ? WHERE segment_key = ?")
                .params(name, text(rule), Utc.of(clock.instant()), key)
                .update();
        forget();
    }

    void delete(String key) {
        for (var table : List.of("segment_contact", "segment_member", "segment_watched", "segment_watch", "segment")) {
            jdbc.sql("DELETE FROM " + table + " WHERE segment_key = ?")
                    .param(key)
                    .update();
        }
        forget();
    }

    /** What a segment means to the database; empty when there is none. */
    Optional<RuleSql.Meaning> meaning(String key) {
        var known = meanings.getIfPresent(key);
        if (known == null) {
            known = find(key).map(this::meaningOf);
            meanings.put(key, known);
        }
        return known;
    }

    private RuleSql.Meaning meaningOf(Segment segment) {
        return segment.rule() == null
                ? new RuleSql.Meaning.ByList()
                : new RuleSql.Meaning.ByRule(RuleReader.read(segment.rule(), contacts.fields(), key -> null));
    }

    private void forget() {
        meanings.invalidateAll();
        AfterCommit.run(meanings::invalidateAll);
    }

    private @Nullable String text(@Nullable JsonNode rule) {
        return rule == null ? null : rule.toString();
    }

    private Segment segment(ResultSet row, int number) throws SQLException {
        var rule = row.getString("rule_json");
        return new Segment(
                row.getString("segment_key"),
                row.getString("name"),
                SegmentKind.valueOf(row.getString("kind")),
                rule == null ? null : tree(rule),
                row.getInt("version"),
                Utc.toInstant(row.getObject("updated_at", LocalDateTime.class)));
    }

    private JsonNode tree(String rule) {
        try {
            return json.readTree(rule);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("a stored rule can't be read", e);
        }
    }
}
