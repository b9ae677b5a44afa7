package org.minori.scenarios.authoring;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import java.nio.charset.StandardCharsets;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Service;

/**
 * What the published versions mean, compiled from their stored drawings and remembered: a version never changes. Names
 * of other modules are not looked up again, so that a mail deleted later does not stop runs that are past it.
 */
@Service
public class CompiledScenarios {

    private record Version(String key, int number) {}

    private final JdbcClient jdbc;
    private final ScenarioCompiler compiler;
    private final Cache<Version, CompiledScenario> compiled =
            Caffeine.newBuilder().maximumSize(500).build();
    private final Cache<String, Version> versions =
            Caffeine.newBuilder().maximumSize(5_000).build();

    CompiledScenarios(JdbcClient jdbc, ScenarioCompiler compiler) {
        this.jdbc = jdbc;
        this.compiler = compiler;
    }

    /** The version that was deployed as this process definition; an IllegalArgumentException when none was. */
    public CompiledScenario ofDefinition(String processDefinitionId) {
        var known = versions.getIfPresent(processDefinitionId);
        if (known == null) {
            known = jdbc.sql("SELECT scenario_key, version FROM scenario_version WHERE process_definition_id = :id")
                    .param("id", processDefinitionId)
                    .query((row, number) -> new Version(row.getString(1), row.getInt(2)))
                    .optional()
                    .orElseThrow(
                            () -> new IllegalArgumentException("not a published scenario: " + processDefinitionId));
            versions.put(processDefinitionId, known);
        }
        return of(known.key(), known.number());
    }

    /** A published version; an IllegalArgumentException when there is none. */
    public CompiledScenario of(String key, int version) {
        var wanted = new Version(key, version);
        var found = compiled.getIfPresent(wanted);
        if (found == null) {
            found = compiler.recompile(key, drawing(wanted));
            compiled.put(wanted, found);
        }
        return found;
    }

    private byte[] drawing(Version version) {
        return jdbc.sql("SELECT drawing FROM scenario_version WHERE scenario_key = :key AND version = :version")
                .param("key", version.key())
                .param("version", version.number())
                .query(String.class)
                .optional()
                .orElseThrow(() -> new IllegalArgumentException(
                        "not a published scenario: " + version.key() + " " + version.number()))
                .getBytes(StandardCharsets.UTF_8);
    }
}
