package org.minori.scenarios.operations;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.minori.scenarios.authoring.ScenarioNotFound;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** What the engine calls the versions of scenarios. */
@Component
class Definitions {

    private final JdbcClient jdbc;

    Definitions(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    /** The versions of a scenario by what the engine calls them. */
    Map<String, Integer> of(String scenario) {
        var versions = new LinkedHashMap<String, Integer>();
        jdbc.sql("""
                        SELECT process_definition_id, version FROM scenario_version
                        WHERE scenario_key = :key ORDER BY version
                        """).param("key", scenario).query(row -> {
            versions.put(row.getString(1), row.getInt(2));
        });
        return versions;
    }

    /** What the engine calls a version; ScenarioNotFound when there is none. */
    String of(String scenario, int version) {
        List<String> found = jdbc.sql("""
                        SELECT process_definition_id FROM scenario_version
                        WHERE scenario_key = :key AND version = :version
                        """)
                .param("key", scenario)
                .param("version", version)
                .query(String.class)
                .list();
        if (found.isEmpty()) {
            throw new ScenarioNotFound(scenario, version);
        }
        return found.get(0);
    }
}
