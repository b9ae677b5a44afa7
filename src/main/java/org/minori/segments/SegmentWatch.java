package org.minori.segments;

import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import org.minori.contacts.ContactId;
import org.minori.storage.Utc;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** Notes who is in a watched segment and finds who has come and gone since, set-wise. Its methods run in the caller's transaction. */
@Component
class SegmentWatch {

    private static final int CHUNK = 5_000;
    private static final String INSERT =
            "INSERT IGNORE INTO segment_member (segment_key, contact_id, entered_at) VALUES (?, ?, ?)";

    private final JdbcClient jdbc;
    private final JdbcTemplate batches;
    private final Audience audience;
    private final SegmentShelf shelf;
    private final ApplicationEventPublisher events;
    private final Clock clock;

    SegmentWatch(
            JdbcClient jdbc,
            JdbcTemplate batches,
            Audience audience,
            SegmentShelf shelf,
            ApplicationEventPublisher events,
            Clock clock) {
        this.jdbc = jdbc;
        this.batches = batches;
        this.audience = audience;
        this.shelf = shelf;
        this.events = events;
        this.clock = clock;
    }

    /** Every node says so when it starts, and all say the same: what stays is not touched, what is new may be there already. */
    void replace(String watcher, Set<String> keys) {
        var before = Set.copyOf(jdbc.sql("SELECT segment_key FROM segment_watch WHERE watcher = ?")
                .param(watcher)
                .query(String.class)
                .list());
        for (var key : before) {
            if (!keys.contains(key)) {
                jdbc.sql("DELETE FROM segment_watch WHERE watcher = ? AND segment_key = ?")
                        .params(watcher, key)
                        .update();
            }
        }
        for (var key : new TreeSet<>(keys)) {
            jdbc.sql("INSERT IGNORE INTO segment_watch (watcher, segment_key) VALUES (?, ?)")
                    .params(watcher, key)
                    .update();
            begin(key);
        }
    }

    List<String> watched() {
        return jdbc.sql("SELECT DISTINCT segment_key FROM segment_watch ORDER BY segment_key")
                .query(String.class)
                .list();
    }

    /** Starts to watch: who is in it already is noted without a word. Does nothing when it is watched, or not there yet. */
    void begin(String key) {
        if (!shelf.exists(key)) {
            return;
        }
        int started = jdbc.sql("INSERT IGNORE INTO segment_watched (segment_key, since) VALUES (?, ?)")
                .params(key, Utc.of(clock.instant()))
                .update();
        if (started == 1) {
            var condition = audience.condition(new Rule.InSegment(key));
            var arguments = new ArrayList<Object>(List.of(key, Utc.of(clock.instant())));
            arguments.addAll(condition.arguments());
            jdbc.sql("INSERT IGNORE INTO segment_member (segment_key, contact_id, entered_at) SELECT ?, c.id, ? FROM "
                            + condition.from() + " WHERE " + condition.text())
                    .params(arguments)
                    .update();
        }
    }

    /** Takes the right to look at a segment until the transaction ends; false when another node has it. */
    boolean claim(String key) {
        return jdbc.sql("SELECT segment_key FROM segment_watched WHERE segment_key = ? FOR UPDATE SKIP LOCKED")
                .param(key)
                .query(String.class)
                .optional()
                .isPresent();
    }

    /** Notes and tells one chunk of those who are new; whether there may be more. */
    boolean tellEntered(String key) {
        var condition = audience.condition(new Rule.InSegment(key));
        var arguments = new ArrayList<Object>(condition.arguments());
        arguments.add(key);
        arguments.add(CHUNK);
        var entered = jdbc.sql("SELECT c.id FROM " + condition.from() + " WHERE " + condition.text()
                        + " AND NOT EXISTS (SELECT 1 FROM segment_member m WHERE m.segment_key = ? AND m.contact_id = c.id)"
                        + " ORDER BY c.id LIMIT ?")
                .params(arguments)
                .query(Long.class)
                .list();
        if (entered.isEmpty()) {
            return false;
        }
        var now = Utc.of(clock.instant());
        batches.batchUpdate(
                INSERT, entered.stream().map(id -> new Object[] {key, id, now}).toList());
        events.publishEvent(
                new SegmentsEntered(key, entered.stream().map(ContactId::new).toList()));
        return entered.size() == CHUNK;
    }

    void dropLeavers(String key) {
        var condition = audience.condition(new Rule.InSegment(key));
        var arguments = new ArrayList<Object>();
        arguments.add(key);
        arguments.addAll(condition.arguments());
        jdbc.sql("DELETE FROM segment_member WHERE segment_key = ? AND contact_id NOT IN (SELECT c.id FROM "
                        + condition.from() + " WHERE " + condition.text() + ")")
                .params(arguments)
                .update();
    }

    /** Forgets what nobody watches any more. */
    void dropUnwatched() {
        for (var table : List.of("segment_member", "segment_watched")) {
            jdbc.sql("DELETE FROM " + table + " WHERE segment_key NOT IN (SELECT w.segment_key FROM segment_watch w)")
                    .update();
        }
    }

    void forget(ContactId contact) {
        jdbc.sql("DELETE FROM segment_member WHERE contact_id = ?")
                .param(contact.value())
                .update();
    }
}
