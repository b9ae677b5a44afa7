package org.minori.scenarios.runs;

import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.minori.scenarios.authoring.CompiledScenarios;
import org.minori.scenarios.authoring.PublishedScenarios;
import org.minori.scenarios.authoring.ScenarioFigures;
import org.minori.scenarios.authoring.ScenarioNotFound;
import org.minori.scenarios.engine.EngineIncidents;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/** How many are where: read from the counts that runs leave behind, never by counting runs. */
@Service
@Transactional(readOnly = true)
public class RunCounts implements ScenarioFigures {

    /** How a run can end, in the order of pages. */
    public static final List<String> RESULTS = List.of("converted", "handedOver", "exhausted", "left");

    private final JdbcClient jdbc;
    private final PublishedScenarios published;
    private final CompiledScenarios compiled;
    private final EngineIncidents incidents;

    RunCounts(JdbcClient jdbc, PublishedScenarios published, CompiledScenarios compiled, EngineIncidents incidents) {
        this.jdbc = jdbc;
        this.published = published;
        this.compiled = compiled;
        this.incidents = incidents;
    }

    /**
     * The counts of one version.
     *
     * @param handedOver how often its steps handed somebody over to sales, whatever came of it
     */
    public record Counts(
            int version, long running, long handedOver, Map<String, Long> ended, List<ElementCount> elements) {

        private Counts with(Counts other) {
            var together = new LinkedHashMap<>(ended);
            other.ended().forEach((result, count) -> together.merge(result, count, Long::sum));
            var steps = new ArrayList<>(elements);
            steps.addAll(other.elements());
            return new Counts(version, running + other.running(), handedOver + other.handedOver(), together, steps);
        }

        /** How many came in, ever. */
        public long entered() {
            return running + ended.values().stream().mapToLong(Long::longValue).sum();
        }

        /**
         * How many came to a success: handed over or converted. Who was handed over and then converted is known to be one of
         * both, so this is the least that it can be.
         */
        public long succeeded() {
            long ends = ended.getOrDefault("converted", 0L) + ended.getOrDefault("handedOver", 0L);
            return Math.min(entered(), Math.max(ends, handedOver));
        }

        public long stuck() {
            return elements.stream().mapToLong(ElementCount::incidents).sum();
        }
    }

    /** The counts of one step. */
    public record ElementCount(String id, String name, long entered, long waiting, long incidents) {}

    private record Sum(long entered, long waiting) {}

    /** The counts of a version, the published one when none is named. */
    public Counts of(String key, @Nullable Integer version) {
        int wanted = version == null ? published.get(key).version() : version;
        var definition = definitions(key, wanted);
        if (definition.isEmpty()) {
            throw new ScenarioNotFound(key, wanted);
        }
        var sums = sums(key, wanted);
        var stuck = incidents.byElement(definition);
        var elements = new ArrayList<ElementCount>();
        var scenario = compiled.of(key, wanted);
        long handedOver = 0;
        for (var element : scenario.elements().values()) {
            var step = scenario.steps().get(element.id());
            if (step != null && step.kind().equals("handOffToSales")) {
                handedOver += sums.getOrDefault(element.id(), new Sum(0, 0)).entered()
                        - sums.getOrDefault(RunLog.goingOn(element.id()), new Sum(0, 0))
                                .entered();
            }
            var sum = sums.getOrDefault(element.id(), new Sum(0, 0));
            elements.add(new ElementCount(
                    element.id(), element.name(), sum.entered(), sum.waiting(), stuck.getOrDefault(element.id(), 0L)));
        }
        long running = sums.getOrDefault(RunLog.RUNS, new Sum(0, 0)).waiting();
        return new Counts(wanted, running, handedOver, ended(sums), elements);
    }

    /** The counts of all versions that anybody entered together; steps stand once for each version. */
    public Counts ofAllVersions(String key) {
        var all = new Counts(published.get(key).version(), 0, 0, ended(Map.of()), List.of());
        for (int version : entered(key)) {
            all = all.with(of(key, version));
        }
        return all;
    }

    /** How many are on their way in each version in which somebody is. */
    public Map<Integer, Long> runningByVersion(String key) {
        var running = new LinkedHashMap<Integer, Long>();
        jdbc.sql("""
                        SELECT version, SUM(waiting) FROM scenario_tally WHERE scenario_key = :key AND element = ''
                        GROUP BY version HAVING SUM(waiting) > 0 ORDER BY version
                        """).param("key", key).query(row -> {
            running.put(row.getInt(1), row.getLong(2));
        });
        return running;
    }

    /** The versions that anybody entered. */
    List<Integer> entered(String key) {
        return jdbc.sql("SELECT DISTINCT version FROM scenario_tally WHERE scenario_key = :key AND element = ''")
                .param("key", key)
                .query(Integer.class)
                .list();
    }

    private static Map<String, Long> ended(Map<String, Sum> sums) {
        var ended = new LinkedHashMap<String, Long>();
        for (var result : RESULTS) {
            ended.put(
                    result,
                    sums.getOrDefault(RunLog.ENDED + result, new Sum(0, 0)).entered());
        }
        return ended;
    }

    private Map<String, Sum> sums(String key, int version) {
        var sums = new HashMap<String, Sum>();
        jdbc.sql("""
                        SELECT element, SUM(entered), SUM(waiting) FROM scenario_tally
                        WHERE scenario_key = :key AND version = :version GROUP BY element
                        """).param("key", key).param("version", version).query(row -> {
            sums.put(row.getString(1), new Sum(row.getLong(2), row.getLong(3)));
        });
        return sums;
    }

    private List<String> definitions(String key, int version) {
        return jdbc.sql("""
                        SELECT process_definition_id FROM scenario_version
                        WHERE scenario_key = :key AND version = :version
                        """)
                .param("key", key)
                .param("version", version)
                .query(String.class)
                .list();
    }

    @Override
    public Map<String, Figures> of(Collection<String> keys) {
        if (keys.isEmpty()) {
            return Map.of();
        }
        var running = new HashMap<String, Long>();
        var converted = new HashMap<String, Long>();
        jdbc.sql("""
                        SELECT scenario_key, element, SUM(entered), SUM(waiting) FROM scenario_tally
                        WHERE scenario_key IN (:keys) AND element IN ('', '#converted') GROUP BY scenario_key, element
                        """).param("keys", keys).query(row -> {
            boolean runs = row.getString(2).isEmpty();
            (runs ? running : converted).put(row.getString(1), row.getLong(runs ? 4 : 3));
        });
        var stuck = stuck(keys);
        var figures = new HashMap<String, Figures>();
        for (var key : keys) {
            figures.put(
                    key,
                    new Figures(
                            running.getOrDefault(key, 0L),
                            converted.getOrDefault(key, 0L),
                            stuck.getOrDefault(key, 0L)));
        }
        return figures;
    }

    private Map<String, Long> stuck(Collection<String> keys) {
        var scenarios = new HashMap<String, String>();
        jdbc.sql("SELECT process_definition_id, scenario_key FROM scenario_version WHERE scenario_key IN (:keys)")
                .param("keys", keys)
                .query(row -> {
                    scenarios.put(row.getString(1), row.getString(2));
                });
        var stuck = new HashMap<String, Long>();
        incidents
                .byDefinition(scenarios.keySet())
                .forEach((definition, count) -> stuck.merge(scenarios.getOrDefault(definition, ""), count, Long::sum));
        return stuck;
    }
}
