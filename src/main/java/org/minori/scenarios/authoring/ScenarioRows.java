package org.minori.scenarios.authoring;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.LocalDateTime;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.minori.administration.UserId;
import org.minori.scenarios.authoring.PublishedScenario.Reentry;
import org.minori.storage.Utc;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/** Tables {@code scenario} and {@code scenario_version}. */
@Repository
class ScenarioRows {

    /** A draft and what it came from. */
    record Draft(String text, String hash, @Nullable String shippedHash) {}

    /** When the draft was saved last, and by whom; null for another system. */
    record DraftState(Instant at, @Nullable UserId by) {}

    private static final String VIEW = """
            SELECT s.scenario_key, s.name, s.state, s.published_version, s.draft_updated_at, s.draft_errors,
                   s.draft_hash, v.drawing_hash, s.reentry, s.reentry_days
            FROM scenario s LEFT JOIN scenario_version v
              ON v.scenario_key = s.scenario_key AND v.version = s.published_version
            """;

    private final JdbcClient jdbc;

    ScenarioRows(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    /** Makes the scenario when nobody has it yet; whether it did. */
    boolean create(String key, String name, DrawingText drawing, int errors, @Nullable UserId by, Instant now) {
        return jdbc.sql("""
                        INSERT IGNORE INTO scenario (scenario_key, name, state, draft, draft_hash, draft_updated_at,
                            draft_updated_by, draft_errors, reentry, reentry_days, created_at)
                        VALUES (:key, :name, 'DRAFT', :draft, :hash, :now, :by, :errors, 'NEVER', 0, :now)
                        """)
                        .param("key", key)
                        .param("name", name)
                        .param("draft", drawing.text())
                        .param("hash", drawing.hash())
                        .param("now", Utc.of(now))
                        .param("by", by == null ? null : by.value())
                        .param("errors", errors)
                        .update()
                == 1;
    }

    void saveDraft(String key, String name, DrawingText drawing, int errors, @Nullable UserId by, Instant now) {
        jdbc.sql("""
                        UPDATE scenario SET draft = :draft, draft_hash = :hash, draft_updated_at = :now,
                            draft_updated_by = :by, draft_errors = :errors,
                            name = CASE WHEN published_version IS NULL THEN :name ELSE name END
                        WHERE scenario_key = :key
                        """)
                .param("key", key)
                .param("name", name)
                .param("draft", drawing.text())
                .param("hash", drawing.hash())
                .param("now", Utc.of(now))
                .param("by", by == null ? null : by.value())
                .param("errors", errors)
                .update();
    }

    boolean wasRemoved(String key) {
        return jdbc.sql("SELECT COUNT(*) FROM scenario_removed WHERE scenario_key = :key")
                        .param("key", key)
                        .query(Integer.class)
                        .single()
                > 0;
    }

    void markShipped(String key, String hash) {
        jdbc.sql("UPDATE scenario SET shipped_hash = :hash WHERE scenario_key = :key")
                .param("key", key)
                .param("hash", hash)
                .update();
    }

    void setReentry(String key, Reentry reentry, int days) {
        jdbc.sql("UPDATE scenario SET reentry = :reentry, reentry_days = :days WHERE scenario_key = :key")
                .param("key", key)
                .param("reentry", reentry.name())
                .param("days", days)
                .update();
    }

    Optional<Draft> draft(String key) {
        return draft(key, "");
    }

    /** Holds the row until the end of the transaction, so that two publishers get two versions. */
    Optional<Draft> lockDraft(String key) {
        return draft(key, " FOR UPDATE");
    }

    private Optional<Draft> draft(String key, String lock) {
        return jdbc.sql("SELECT draft, draft_hash, shipped_hash FROM scenario WHERE scenario_key = :key" + lock)
                .param("key", key)
                .query((row, number) -> new Draft(row.getString(1), row.getString(2), row.getString(3)))
                .optional();
    }

    DraftState draftState(String key) {
        return jdbc.sql("SELECT draft_updated_at, draft_updated_by FROM scenario WHERE scenario_key = :key")
                .param("key", key)
                .query((row, number) -> {
                    var by = row.getObject(2, Long.class);
                    return new DraftState(
                            Utc.toInstant(row.getObject(1, LocalDateTime.class)), by == null ? null : new UserId(by));
                })
                .single();
    }

    Optional<String> drawing(String key, int version) {
        return jdbc.sql("SELECT drawing FROM scenario_version WHERE scenario_key = :key AND version = :version")
                .param("key", key)
                .param("version", version)
                .query(String.class)
                .optional();
    }

    int nextVersion(String key) {
        return jdbc.sql("""
                        SELECT COALESCE(MAX(version), 0) + 1 FROM (
                          SELECT version FROM scenario_version WHERE scenario_key = :key
                          UNION ALL SELECT last_version FROM scenario_removed WHERE scenario_key = :key) versions
                        """).param("key", key).query(Integer.class).single();
    }

    void addVersion(
            String key,
            int version,
            String name,
            Draft draft,
            String processDefinitionId,
            @Nullable UserId by,
            Instant now) {
        jdbc.sql("""
                        INSERT INTO scenario_version (scenario_key, version, name, drawing, drawing_hash, published_at,
                            published_by, process_definition_id)
                        VALUES (:key, :version, :name, :drawing, :hash, :now, :by, :definition)
                        """)
                .param("key", key)
                .param("version", version)
                .param("name", name)
                .param("drawing", draft.text())
                .param("hash", draft.hash())
                .param("now", Utc.of(now))
                .param("by", by == null ? null : by.value())
                .param("definition", processDefinitionId)
                .update();
        jdbc.sql("""
                        UPDATE scenario SET published_version = :version, state = 'PUBLISHED', name = :name,
                            draft_errors = 0
                        WHERE scenario_key = :key
                        """)
                .param("key", key)
                .param("version", version)
                .param("name", name)
                .update();
    }

    List<ScenarioView> all() {
        return jdbc.sql(VIEW + "ORDER BY s.name, s.scenario_key")
                .query((row, number) -> view(row))
                .list();
    }

    List<ScenarioView> page(String after, int limit) {
        return jdbc.sql(VIEW + "WHERE s.scenario_key > :after ORDER BY s.scenario_key LIMIT :limit")
                .param("after", after)
                .param("limit", limit)
                .query((row, number) -> view(row))
                .list();
    }

    Optional<ScenarioView> find(String key) {
        return jdbc.sql(VIEW + "WHERE s.scenario_key = :key")
                .param("key", key)
                .query((row, number) -> view(row))
                .optional();
    }

    List<VersionView> versions(String key) {
        return jdbc.sql("""
                        SELECT version, name, published_at, published_by FROM scenario_version
                        WHERE scenario_key = :key ORDER BY version DESC
                        """)
                .param("key", key)
                .query((row, number) -> new VersionView(
                        row.getInt(1),
                        row.getString(2),
                        Utc.toInstant(row.getObject(3, LocalDateTime.class)),
                        row.getString(4)))
                .list();
    }

    private static ScenarioView view(ResultSet row) throws SQLException {
        return new ScenarioView(
                row.getString("scenario_key"),
                row.getString("name"),
                ScenarioView.State.valueOf(row.getString("state")),
                row.getObject("published_version", Integer.class),
                Utc.toInstant(row.getObject("draft_updated_at", LocalDateTime.class)),
                row.getInt("draft_errors"),
                !row.getString("draft_hash").equals(row.getString("drawing_hash")),
                Reentry.valueOf(row.getString("reentry")),
                row.getInt("reentry_days"));
    }
}
