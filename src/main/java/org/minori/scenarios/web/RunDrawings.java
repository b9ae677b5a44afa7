package org.minori.scenarios.web;

import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.minori.scenarios.authoring.ScenarioDrafts;
import org.minori.scenarios.authoring.ScenarioOutline;
import org.minori.scenarios.runs.RunPaths.Path;
import org.minori.scenarios.runs.RunPaths.Visit;
import org.minori.scenarios.runs.Runs.RunView;
import org.springframework.stereotype.Component;

/** The way of a run on the drawings of the versions through which it went. */
@Component
class RunDrawings {

    private final ScenarioDrafts scenarios;

    RunDrawings(ScenarioDrafts scenarios) {
        this.scenarios = scenarios;
    }

    /**
     * What was met.
     *
     * @param element empty for what this drawing does not number
     * @param brought whether no arrow led there
     */
    record Met(String element, boolean brought) {}

    record PathJson(List<Met> path, Set<String> flows, List<String> current, boolean held) {}

    /** The way on the drawing of the version in which the run is: all of it, as far as that drawing has it. */
    PathJson newest(RunView run, Path path, int version) {
        return new PathJson(
                path.visits().stream()
                        .map(visit -> new Met(visit.element(), visit.brought()))
                        .toList(),
                flows(run.scenario(), path, version),
                path.current(),
                run.held());
    }

    /** What was met in an older version, with the same numbers, on the drawing of that version. */
    PathJson older(Path path, int version) {
        return new PathJson(
                path.visits().stream()
                        .map(visit -> visit.version() == version
                                ? new Met(visit.element(), visit.brought())
                                : new Met("", true))
                        .toList(),
                path.visits().stream()
                        .filter(visit -> visit.version() == version && visit.flow() != null)
                        .map(visit -> String.valueOf(visit.flow()))
                        .collect(Collectors.toSet()),
                List.of(),
                false);
    }

    /** The older versions in which the run met or took something that the drawing of its version does not show so. */
    List<Integer> olderVersions(RunView run, Path path, int version) {
        var older = new TreeSet<>(path.visits().stream()
                .map(Visit::version)
                .filter(one -> one != version)
                .collect(Collectors.toSet()));
        if (older.isEmpty()) {
            return List.of();
        }
        var drawn = scenarios.outline(run.scenario(), version).nodes().stream()
                .map(ScenarioOutline.Node::id)
                .collect(Collectors.toSet());
        var flows = flows(run.scenario(), path, version);
        older.removeIf(one -> path.visits().stream()
                .filter(visit -> visit.version() == one)
                .allMatch(visit ->
                        drawn.contains(visit.element()) && (visit.flow() == null || flows.contains(visit.flow()))));
        return List.copyOf(older);
    }

    /** The flows that were taken as the version draws them: between the same steps as in the version in which they were taken. */
    private Set<String> flows(String scenario, Path path, int version) {
        var ways = new HashMap<Integer, Map<String, Ends>>();
        var flows = new LinkedHashSet<String>();
        for (var visit : path.visits()) {
            var flow = visit.flow();
            if (flow != null
                    && (visit.version() == version
                            || ends(ways, scenario, visit.version(), flow)
                                    .equals(ends(ways, scenario, version, flow)))) {
                flows.add(flow);
            }
        }
        return flows;
    }

    private record Ends(String source, String target) {

        private static final Ends NONE = new Ends("", "");
    }

    private Ends ends(Map<Integer, Map<String, Ends>> known, String scenario, int version, String flow) {
        return known.computeIfAbsent(
                        version,
                        one -> scenarios.outline(scenario, one).ways().stream()
                                .collect(Collectors.toMap(
                                        ScenarioOutline.Way::id,
                                        way -> new Ends(way.source(), way.target()),
                                        (a, b) -> a)))
                .getOrDefault(flow, Ends.NONE);
    }
}
