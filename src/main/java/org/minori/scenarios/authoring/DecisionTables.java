package org.minori.scenarios.authoring;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import java.time.Clock;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Predicate;
import org.minori.administration.AuditLog;
import org.minori.scenarios.authoring.DecisionTable.Row;
import org.minori.storage.Utc;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/** Keeps decision tables and decides by them. A run decides by the version that its scenario was published with. */
@Service
@Transactional
public class DecisionTables {

    private static final String SELECT = """
            SELECT t.table_key, t.name, v.version, v.content FROM decision_table t
            JOIN decision_table_version v ON v.table_key = t.table_key
            """;

    private final JdbcClient jdbc;
    private final ObjectMapper json;
    private final DecisionTableCheck check;
    private final AuditLog audit;
    private final Clock clock;
    private final Cache<Use, Compiled> compiled =
            Caffeine.newBuilder().maximumSize(1_000).build();

    DecisionTables(JdbcClient jdbc, ObjectMapper json, DecisionTableCheck check, AuditLog audit, Clock clock) {
        this.jdbc = jdbc;
        this.json = json;
        this.check = check;
        this.audit = audit;
        this.clock = clock;
    }

    private record Content(List<Row> rows, String otherwise) {}

    private record Use(String scenario, int version, String table) {}

    private record CompiledRow(Condition when, String then) {}

    private record Compiled(List<CompiledRow> rows, String otherwise) {}

    /** All of them, by name. */
    @Transactional(readOnly = true)
    public List<DecisionTable> all() {
        return jdbc.sql(SELECT + "WHERE v.version = t.version ORDER BY t.name, t.table_key")
                .query((row, number) -> table(row.getString(1), row.getString(2), row.getInt(3), row.getString(4)))
                .list();
    }

    @Transactional(readOnly = true)
    public Optional<DecisionTable> find(String key) {
        return jdbc.sql(SELECT + "WHERE v.version = t.version AND t.table_key = ?")
                .param(key)
                .query((row, number) -> table(row.getString(1), row.getString(2), row.getInt(3), row.getString(4)))
                .optional();
    }

    /** Makes the table or its next version; InvalidInput names every fault. Published scenarios keep theirs. */
    public DecisionTable save(String key, String name, List<Row> rows, String otherwise) {
        check.check(key, name, rows, otherwise);
        var now = Utc.of(clock.instant());
        jdbc.sql("""
                        INSERT INTO decision_table (table_key, name, version, updated_at) VALUES (?, ?, 1, ?)
                        ON DUPLICATE KEY UPDATE name = VALUES(name), version = version + 1, updated_at = VALUES(updated_at)
                        """).params(key, name.strip(), now).update();
        int version = jdbc.sql("SELECT version FROM decision_table WHERE table_key = ?")
                .param(key)
                .query(Integer.class)
                .single();
        jdbc.sql("INSERT INTO decision_table_version (table_key, version, content, saved_at) VALUES (?, ?, ?, ?)")
                .params(key, version, text(new Content(List.copyOf(rows), otherwise.strip())), now)
                .update();
        audit.record("decisionTable.saved", "decisionTable:" + key, Map.of("version", Integer.toString(version)));
        return find(key).orElseThrow();
    }

    /** The version of the scenario goes by the tables as they are now, for ever. */
    void pin(CompiledScenario scenario, int version) {
        scenario.steps().values().stream()
                .filter(step -> step.kind().equals("decide"))
                .map(step -> step.parameter("table", ""))
                .distinct()
                .forEach(table ->
                        jdbc.sql("""
                                INSERT INTO scenario_version_table (scenario_key, version, table_key, table_version)
                                SELECT ?, ?, table_key, version FROM decision_table WHERE table_key = ?
                                """).params(scenario.key(), version, table).update());
    }

    /** The answer of the table for a run of the scenario's version; the conditions are asked from the first row on. */
    public String decide(String scenario, int version, String table, Predicate<Condition> holds) {
        var meant = compiled.get(new Use(scenario, version, table), this::compile);
        return meant.rows().stream()
                .filter(row -> holds.test(row.when()))
                .map(CompiledRow::then)
                .findFirst()
                .orElse(meant.otherwise());
    }

    private Compiled compile(Use use) {
        var content = jdbc.sql("""
                        SELECT v.content FROM scenario_version_table p JOIN decision_table_version v
                          ON v.table_key = p.table_key AND v.version = p.table_version
                        WHERE p.scenario_key = ? AND p.version = ? AND p.table_key = ?
                        """)
                .params(use.scenario(), use.version(), use.table())
                .query(String.class)
                .optional()
                .map(this::content)
                .orElseThrow(() -> new IllegalStateException("no table " + use.table() + " for " + use.scenario()));
        return new Compiled(
                content.rows().stream()
                        .map(row -> new CompiledRow(parse(row.when()), row.then()))
                        .toList(),
                content.otherwise());
    }

    private static Condition parse(String condition) {
        try {
            return ConditionParser.parse(condition);
        } catch (ConditionFault fault) {
            throw new IllegalStateException("a saved condition can't be read: " + condition, fault);
        }
    }

    private DecisionTable table(String key, String name, int version, String text) {
        var content = content(text);
        return new DecisionTable(key, name, version, content.rows(), content.otherwise());
    }

    private Content content(String text) {
        try {
            return json.readValue(text, Content.class);
        } catch (JsonProcessingException broken) {
            throw new IllegalStateException("a saved table can't be read", broken);
        }
    }

    private String text(Content content) {
        try {
            return json.writeValueAsString(content);
        } catch (JsonProcessingException impossible) {
            throw new IllegalStateException(impossible);
        }
    }
}
