package org.minori.scenarios.authoring;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Deque;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Where one gets to from each node of a diagram, also by the timers that hang on it. */
final class Paths {

    private final Map<String, List<String>> next = new LinkedHashMap<>();
    private final Map<String, List<String>> before = new HashMap<>();

    Paths(Diagram diagram) {
        for (var node : diagram.nodes()) {
            next.put(node.id(), new ArrayList<>());
        }
        for (var flow : diagram.flows()) {
            connect(flow.source(), flow.target());
        }
        for (var node : diagram.nodes()) {
            if (node.is("boundaryEvent")) {
                connect(node.drawn().attributeText("attachedToRef"), node.id());
            }
        }
    }

    private void connect(String from, String to) {
        if (next.containsKey(from) && next.containsKey(to)) {
            next.getOrDefault(from, List.of()).add(to);
            before.computeIfAbsent(to, key -> new ArrayList<>()).add(from);
        }
    }

    List<String> behind(String node) {
        return next.getOrDefault(node, List.of());
    }

    /** These and all that they lead to. */
    Set<String> reachedFrom(Collection<String> from) {
        return walk(from, next);
    }

    /** These and all that lead to them. */
    Set<String> leadingTo(Collection<String> to) {
        return walk(to, before);
    }

    private static Set<String> walk(Collection<String> from, Map<String, List<String>> edges) {
        var seen = new HashSet<>(from);
        Deque<String> open = new ArrayDeque<>(from);
        while (!open.isEmpty()) {
            for (var neighbour : edges.getOrDefault(open.pop(), List.of())) {
                if (seen.add(neighbour)) {
                    open.push(neighbour);
                }
            }
        }
        return seen;
    }
}
