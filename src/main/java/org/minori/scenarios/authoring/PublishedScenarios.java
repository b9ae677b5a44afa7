package org.minori.scenarios.authoring;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import org.minori.scenarios.authoring.PublishedScenario.Reentry;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Service;

/** Reads which scenarios can be entered and under which rule. */
@Service
public class PublishedScenarios {

    private static final String SELECT = """
            SELECT s.scenario_key, v.name, v.version, v.process_definition_id, s.reentry, s.reentry_days
            FROM scenario s JOIN scenario_version v
              ON v.scenario_key = s.scenario_key AND v.version = s.published_version
            """;

    private final JdbcClient jdbc;
    private final SettingsOfScenarios settings;

    PublishedScenarios(JdbcClient jdbc, SettingsOfScenarios settings) {
        this.jdbc = jdbc;
        this.settings = settings;
    }

    /** All of them, by key. */
    public List<PublishedScenario> all() {
        var set = settings.all();
        return jdbc.sql(SELECT + "ORDER BY s.scenario_key")
                .query((row, number) -> read(row, key -> set.getOrDefault(key, ScenarioSettings.NONE)))
                .list();
    }

    /** The one with the key, empty when there is none or it was never published. */
    public Optional<PublishedScenario> find(String key) {
        return jdbc.sql(SELECT + "WHERE s.scenario_key = :key")
                .param("key", key)
                .query((row, number) -> read(row, settings::of))
                .optional();
    }

    /**
     * The one with the key.
     *
     * @throws ScenarioNotFound when there is no scenario with this key at all
     * @throws ScenarioNotPublished when there is only a draft
     */
    public PublishedScenario get(String key) {
        return find(key).orElseThrow(() -> isDrawn(key) ? new ScenarioNotPublished(key) : new ScenarioNotFound(key));
    }

    private boolean isDrawn(String key) {
        return jdbc.sql("SELECT COUNT(*) FROM scenario WHERE scenario_key = :key")
                        .param("key", key)
                        .query(Integer.class)
                        .single()
                > 0;
    }

    private static PublishedScenario read(ResultSet row, Function<String, ScenarioSettings> settings)
            throws SQLException {
        var key = row.getString(1);
        return new PublishedScenario(
                key,
                row.getString(2),
                row.getInt(3),
                row.getString(4),
                Reentry.valueOf(row.getString(5)),
                row.getInt(6),
                settings.apply(key));
    }
}
