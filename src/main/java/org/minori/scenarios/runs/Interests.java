package org.minori.scenarios.runs;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.NavigableSet;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.minori.scenarios.authoring.CompiledScenario;
import org.minori.scenarios.authoring.CompiledScenario.Step;
import org.minori.scenarios.authoring.CompiledScenarios;
import org.minori.scenarios.authoring.PublishedScenario;
import org.minori.scenarios.authoring.PublishedScenarios;
import org.minori.scenarios.authoring.ScenarioPublished;
import org.minori.scenarios.authoring.ScenarioSettingsChanged;
import org.minori.scenarios.runs.Waits.Awaited;
import org.minori.segments.Segments;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.scheduling.annotation.Scheduled;
import org.springframework.stereotype.Component;
import org.springframework.transaction.event.TransactionalEventListener;

/**
 * Which events any run could be woken or started by, so that all others cost nothing: read from the published versions
 * and from those that still have runs, again after each publishing here and every two seconds for other nodes.
 */
@Component
class Interests {

    private static final Logger LOG = LoggerFactory.getLogger(Interests.class);
    private static final String WATCHER = "scenarios";
    private static final Set<String> WAITS = Set.of("waitForEvent", "callScenario");
    private static final Set<String> WITHOUT_EVENT = Set.of("startManually", "startOnDate", "startOnSchedule");

    private final PublishedScenarios published;
    private final CompiledScenarios compiled;
    private final Segments segments;
    private final JdbcClient jdbc;

    private volatile @Nullable Snapshot snapshot;

    Interests(PublishedScenarios published, CompiledScenarios compiled, Segments segments, JdbcClient jdbc) {
        this.published = published;
        this.compiled = compiled;
        this.segments = segments;
        this.jdbc = jdbc;
    }

    /** A start event that looks at more of an event than its kind and subject. */
    record DetailedStart(PublishedScenario scenario, Step step) {}

    /** A start event that an event can set off. */
    record Trigger(PublishedScenario scenario, String startElement, Awaited awaited) {}

    record Version(String scenario, int number) {}

    /** All of it at one moment. */
    record Snapshot(
            List<PublishedScenario> scenarios,
            Set<Version> versions,
            Set<String> kinds,
            Map<String, NavigableSet<Integer>> thresholds,
            Set<String> segments,
            List<Trigger> triggers,
            List<DetailedStart> detailed) {

        boolean crossed(String score, int before, int after) {
            var limits = thresholds.get(score);
            if (limits == null || after <= before) {
                return false;
            }
            var first = limits.higher(before);
            return first != null && first <= after;
        }
    }

    Snapshot now() {
        var known = snapshot;
        return known == null ? refresh() : known;
    }

    @TransactionalEventListener(fallbackExecution = true)
    void published(ScenarioPublished event) {
        refresh();
    }

    @TransactionalEventListener(fallbackExecution = true)
    void changed(ScenarioSettingsChanged event) {
        refresh();
    }

    @Scheduled(fixedDelay = 2_000)
    void poll() {
        refresh();
    }

    /** Reads anew; the segments are told only when something is different. */
    synchronized Snapshot refresh() {
        var scenarios = published.all();
        var versions = versions(scenarios);
        var known = snapshot;
        if (known != null
                && known.scenarios().equals(scenarios)
                && known.versions().equals(versions)) {
            return known;
        }
        var fresh = read(scenarios, versions);
        if (known == null || !known.segments().equals(fresh.segments())) {
            segments.watch(WATCHER, fresh.segments());
        }
        snapshot = fresh;
        return fresh;
    }

    private Set<Version> versions(List<PublishedScenario> scenarios) {
        Set<Version> versions = new HashSet<>(jdbc.sql("""
                        SELECT scenario_key, version FROM scenario_tally WHERE element = ''
                        GROUP BY scenario_key, version HAVING SUM(waiting) > 0
                        """)
                .query((row, number) -> new Version(row.getString(1), row.getInt(2)))
                .list());
        for (var scenario : scenarios) {
            versions.add(new Version(scenario.key(), scenario.version()));
        }
        return versions;
    }

    private Snapshot read(List<PublishedScenario> scenarios, Set<Version> versions) {
        var kinds = new HashSet<String>();
        var thresholds = new HashMap<String, NavigableSet<Integer>>();
        var watched = new HashSet<String>();
        var triggers = new ArrayList<Trigger>();
        var detailed = new ArrayList<DetailedStart>();
        for (var scenario : scenarios) {
            var settings = scenario.settings();
            Stream.concat(settings.exits().stream(), settings.suppressed().stream())
                    .filter(segments::exists)
                    .forEach(watched::add);
            for (var step : compile(scenario.key(), scenario.version())
                    .map(CompiledScenario::starts)
                    .orElse(List.of())) {
                if (DetailedStarts.isOne(step)) {
                    detailed.add(new DetailedStart(scenario, step));
                } else if (!WITHOUT_EVENT.contains(step.kind())) {
                    triggers.add(new Trigger(scenario, step.element(), Awaited.of(step)));
                }
            }
        }
        var awaited = new ArrayList<Awaited>();
        triggers.forEach(trigger -> awaited.add(trigger.awaited()));
        for (var version : versions) {
            compile(version.scenario(), version.number())
                    .ifPresent(meaning -> meaning.steps().values().stream()
                            .filter(step -> WAITS.contains(step.kind())
                                    || meaning.goalEvents().contains(step.element()))
                            .forEach(step -> awaited.add(Awaited.of(step))));
        }
        for (var one : awaited) {
            kinds.add(one.kind());
            if (one.kind().equals(Signals.SCORE_REACHED) && one.atLeast() != null) {
                thresholds
                        .computeIfAbsent(one.subject(), score -> new TreeSet<>())
                        .add(one.atLeast());
            }
            if (one.kind().equals(Signals.SEGMENT_ENTERED) && segments.exists(one.subject())) {
                watched.add(one.subject());
            }
        }
        return new Snapshot(scenarios, versions, kinds, thresholds, watched, triggers, detailed);
    }

    private Optional<CompiledScenario> compile(String key, int version) {
        try {
            return Optional.of(compiled.of(key, version));
        } catch (RuntimeException broken) {
            // One version that can't be read must not make all others deaf.
            LOG.error("Version {} of scenario {} can't be read", version, key, broken);
            return Optional.empty();
        }
    }
}
