package org.minori.scenarios.authoring;

import java.time.Instant;
import java.time.LocalDateTime;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.minori.administration.UserId;
import org.minori.storage.TimeOrderedIds;
import org.minori.storage.Utc;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/**
 * Table {@code scenario_draft_revision}: what a draft was after each save of the editor. Going back to an earlier one
 * forgets those that came after it, as every undo does.
 */
@Repository
class DraftRevisions {

    private static final int KEPT = 50;

    private final JdbcClient jdbc;

    DraftRevisions(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    /** One save. */
    record Revision(long id, Instant savedAt) {}

    /** Notes a save; the caller holds the row of the scenario. */
    void add(String key, DrawingText drawing, @Nullable UserId by, Instant now) {
        if (backTo(key, drawing.hash())) {
            return;
        }
        jdbc.sql("""
                        INSERT INTO scenario_draft_revision (id, scenario_key, drawing, drawing_hash, saved_at, saved_by)
                        VALUES (:id, :key, :drawing, :hash, :now, :by)
                        """)
                .param("id", TimeOrderedIds.next())
                .param("key", key)
                .param("drawing", drawing.text())
                .param("hash", drawing.hash())
                .param("now", Utc.of(now))
                .param("by", by == null ? null : by.value())
                .update();
        jdbc.sql(
                        "SELECT id FROM scenario_draft_revision WHERE scenario_key = :key ORDER BY id DESC LIMIT 1 OFFSET :kept")
                .param("key", key)
                .param("kept", KEPT)
                .query(Long.class)
                .optional()
                .ifPresent(oldest -> jdbc.sql(
                                "DELETE FROM scenario_draft_revision WHERE scenario_key = :key AND id <= :oldest")
                        .param("key", key)
                        .param("oldest", oldest)
                        .update());
    }

    /** Those that came before the drawing with the hash, the newest first. */
    List<Revision> before(String key, String hash) {
        return jdbc.sql("""
                        SELECT id, saved_at FROM scenario_draft_revision
                        WHERE scenario_key = :key AND drawing_hash <> :hash ORDER BY id DESC
                        """)
                .param("key", key)
                .param("hash", hash)
                .query((row, number) ->
                        new Revision(row.getLong(1), Utc.toInstant(row.getObject(2, LocalDateTime.class))))
                .list();
    }

    Optional<String> drawing(String key, long id) {
        return jdbc.sql("SELECT drawing FROM scenario_draft_revision WHERE scenario_key = :key AND id = :id")
                .param("key", key)
                .param("id", id)
                .query(String.class)
                .optional();
    }

    private boolean backTo(String key, String hash) {
        var known = jdbc.sql(
                        "SELECT MAX(id) FROM scenario_draft_revision WHERE scenario_key = :key AND drawing_hash = :hash")
                .param("key", key)
                .param("hash", hash)
                .query((row, number) -> row.getObject(1, Long.class))
                .optional();
        known.ifPresent(id -> jdbc.sql("DELETE FROM scenario_draft_revision WHERE scenario_key = :key AND id > :id")
                .param("key", key)
                .param("id", id)
                .update());
        return known.isPresent();
    }
}
