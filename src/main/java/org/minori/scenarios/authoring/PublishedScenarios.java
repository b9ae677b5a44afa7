package org.minori.scenarios.authoring;

import java.util.List;
import java.util.Optional;
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
        return query(SELECT + "ORDER BY s.scenario_key").list();
    }

    /** The one with the key, empty when there is none or it was never published. */
    public Optional<PublishedScenario> find(String key) {
        return query(SELECT + "WHERE s.scenario_key = :key", key).optional();
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

    private JdbcClient.MappedQuerySpec<PublishedScenario> query(String sql, String... key) {
        var statement = jdbc.sql(sql);
        for (var one : key) {
            statement = statement.param("key", one);
        }
        var set = settings.all();
        return statement.query((row, number) -> new PublishedScenario(
                row.getString(1),
                row.getString(2),
                row.getInt(3),
                row.getString(4),
                Reentry.valueOf(row.getString(5)),
                row.getInt(6),
                set.getOrDefault(row.getString(1), ScenarioSettings.NONE)));
    }
}
