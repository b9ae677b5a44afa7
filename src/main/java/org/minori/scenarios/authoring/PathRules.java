package org.minori.scenarios.authoring;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Predicate;
import org.minori.scenarios.authoring.Diagram.Node;

/** Follows all paths: what nobody reaches, what never ends, and what would run in a circle without ever waiting. */
final class PathRules {

    private final Diagram diagram;
    private final Predicate<Node> waits;
    private final Problems problems;
    private final Paths paths;

    PathRules(Diagram diagram, Paths paths, Predicate<Node> waits, Problems problems) {
        this.diagram = diagram;
        this.paths = paths;
        this.waits = waits;
        this.problems = problems;
    }

    /** Checks all paths. */
    void check() {
        checkCircles();
        var reached = paths.reachedFrom(starts());
        var ending = paths.leadingTo(ends());
        for (var node : diagram.nodes()) {
            if (node.is("subProcess") || node.is(Diagram.UNKNOWN)) {
                continue;
            }
            if (!reached.contains(node.id())) {
                problems.warning(node.id(), "unreachable");
            } else if (!ending.contains(node.id()) && !paths.behind(node.id()).isEmpty()) {
                problems.error(node.id(), "neverEnds");
            }
        }
    }

    private List<String> starts() {
        var starts = new ArrayList<String>();
        for (var node : diagram.nodes()) {
            if (node.is("startEvent")) {
                starts.add(node.id());
            }
        }
        return starts;
    }

    /** What is refused anyway counts as an end, so that one fault is not told a second time by all before it. */
    private List<String> ends() {
        var ends = new ArrayList<String>();
        for (var node : diagram.nodes()) {
            boolean loose = paths.behind(node.id()).isEmpty();
            if (node.is("endEvent") || node.is(Diagram.UNKNOWN) || loose) {
                ends.add(node.id());
            }
        }
        return ends;
    }

    /** Takes away, again and again, what has nothing before it that does not wait: what is left over goes in circles or hangs behind one. */
    private void checkCircles() {
        var restless = new LinkedHashMap<String, Set<String>>();
        for (var node : diagram.nodes()) {
            if (!waits.test(node)) {
                restless.put(node.id(), new HashSet<>(paths.behind(node.id())));
            }
        }
        restless.values().forEach(targets -> targets.retainAll(restless.keySet()));
        strip(restless);
        strip(reversed(restless)).keySet().forEach(node -> problems.error(node, "circle"));
    }

    /** Removes the nodes that lead nowhere within the rest. */
    private static Map<String, Set<String>> strip(Map<String, Set<String>> edges) {
        boolean changed = true;
        while (changed) {
            changed = edges.values().removeIf(Set::isEmpty);
            edges.values().forEach(targets -> targets.retainAll(edges.keySet()));
        }
        return edges;
    }

    private static Map<String, Set<String>> reversed(Map<String, Set<String>> edges) {
        var reversed = new LinkedHashMap<String, Set<String>>();
        edges.keySet().forEach(node -> reversed.put(node, new HashSet<>()));
        edges.forEach((from, targets) -> targets.forEach(
                to -> reversed.computeIfAbsent(to, key -> new HashSet<>()).add(from)));
        return reversed;
    }
}
