package org.minori.scenarios.reading;

import java.util.BitSet;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.minori.scenarios.authoring.ScenarioOutline;
import org.minori.scenarios.authoring.ScenarioOutline.Node;

/** Where the ways that part at a node come together again: the nearest node that all of them pass on their way to an end. */
final class Joins {

    private final List<Node> nodes;
    private final Map<String, Integer> index = new HashMap<>();
    private final BitSet[] passed;

    Joins(ScenarioOutline outline) {
        nodes = outline.nodes();
        for (int i = 0; i < nodes.size(); i++) {
            index.put(nodes.get(i).id(), i);
        }
        passed = new BitSet[nodes.size()];
        var next = new int[nodes.size()][];
        for (int i = 0; i < nodes.size(); i++) {
            next[i] = targets(outline, nodes.get(i));
            passed[i] = new BitSet();
            if (next[i].length == 0) {
                passed[i].set(i);
            } else {
                passed[i].set(0, nodes.size());
            }
        }
        boolean changed = true;
        while (changed) {
            changed = false;
            for (int i = nodes.size() - 1; i >= 0; i--) {
                changed |= next[i].length > 0 && narrow(i, next[i]);
            }
        }
    }

    /** The join of what parts at the node; empty when some way ends before, or none ever ends. */
    Optional<String> of(Node node) {
        var all = (BitSet) passed[index.getOrDefault(node.id(), 0)].clone();
        all.clear(index.getOrDefault(node.id(), 0));
        return all.stream()
                .filter(candidate -> passed[candidate].cardinality() == all.cardinality())
                .mapToObj(candidate -> nodes.get(candidate).id())
                .findFirst();
    }

    private boolean narrow(int node, int[] next) {
        var all = (BitSet) passed[next[0]].clone();
        for (int target : next) {
            all.and(passed[target]);
        }
        all.set(node);
        boolean changed = !all.equals(passed[node]);
        passed[node] = all;
        return changed;
    }

    private int[] targets(ScenarioOutline outline, Node node) {
        var out = outline.outOf(node.id()).stream().map(ScenarioOutline.Way::target);
        var edge = outline.attachedTo(node.id()).stream().map(Node::id);
        return Stream.concat(out, edge)
                .mapToInt(id -> index.getOrDefault(id, 0))
                .distinct()
                .toArray();
    }
}
