package org.minori.scenarios.authoring;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.minori.scenarios.authoring.CompiledScenario.Step;

/**
 * What a drawing says, also while it is not finished: its nodes and ways as far as they could be read. For those who
 * explain a drawing; what runs is a {@link CompiledScenario}.
 */
public record ScenarioOutline(List<Node> nodes, List<Way> ways) {

    private static final Set<String> TASKS = Set.of("serviceTask", "sendTask", "businessRuleTask", "task");

    static final ScenarioOutline EMPTY = new ScenarioOutline(List.of(), List.of());

    /**
     * One node.
     *
     * @param type the local name of the BPMN element
     * @param goal the id of the goal in which it lies, empty outside
     * @param result of an end: converted, exhausted, handedOver or left
     * @param attachedTo the node at whose edge it waits, empty for others
     * @param interrupts whether what happens at the edge ends the node it is attached to
     * @param step null where none is chosen yet
     */
    public record Node(
            String id,
            String name,
            String type,
            String goal,
            String result,
            String attachedTo,
            boolean interrupts,
            @Nullable Step step) {}

    /** One flow; condition is null where none is given or it can't be read. */
    public record Way(
            String id,
            String name,
            String source,
            String target,
            boolean otherwise,
            @Nullable Condition condition) {}

    static ScenarioOutline of(Diagram diagram, Map<String, Step> steps, Map<String, Condition> conditions) {
        var nodes = new ArrayList<Node>();
        for (var node : diagram.nodes()) {
            nodes.add(new Node(
                    node.id(),
                    node.name(),
                    node.type(),
                    node.goal(),
                    ScenarioCompiler.result(node),
                    node.drawn().attributeText("attachedToRef"),
                    !node.drawn().attributeText("cancelActivity").equals("false"),
                    steps.get(node.id())));
        }
        var ways = new ArrayList<Way>();
        for (var flow : diagram.flows()) {
            boolean otherwise = diagram.node(flow.source())
                    .filter(node -> node.drawn().attributeText("default").equals(flow.id()))
                    .isPresent();
            ways.add(new Way(
                    flow.id(), flow.name(), flow.source(), flow.target(), otherwise, conditions.get(flow.id())));
        }
        return new ScenarioOutline(List.copyOf(nodes), List.copyOf(ways));
    }

    public Optional<Node> node(String id) {
        return nodes.stream().filter(node -> node.id().equals(id)).findFirst();
    }

    /** The steps with a name to which one can have come or not. */
    public List<Node> milestones() {
        return nodes.stream()
                .filter(node -> node.step() != null && !node.type().equals("startEvent"))
                .filter(node -> !node.name().isBlank())
                .toList();
    }

    /** The flows out of a node whose other end is there. */
    public List<Way> outOf(String id) {
        return ways.stream()
                .filter(way -> way.source().equals(id) && node(way.target()).isPresent())
                .toList();
    }

    /** What can come after a node, also by the timers at its edge; the node itself only where a way leads back to it. */
    public Set<String> after(String id) {
        var seen = new LinkedHashSet<String>();
        var open = new ArrayDeque<>(List.of(id));
        while (!open.isEmpty()) {
            var node = open.pop();
            outOf(node).stream().map(Way::target).filter(seen::add).forEach(open::push);
            attachedTo(node).stream().map(Node::id).filter(seen::add).forEach(open::push);
        }
        return seen;
    }

    /** The steps after a node that do something at once and to which no way leads back from themselves. */
    public Set<String> onceAfter(String id) {
        var once = new LinkedHashSet<String>();
        after(id).stream().filter(this::isDoneOnce).forEach(once::add);
        return once;
    }

    /** The same with the node itself. */
    public Set<String> onceFrom(String id) {
        var once = new LinkedHashSet<>(onceAfter(id));
        if (isDoneOnce(id)) {
            once.add(id);
        }
        return once;
    }

    private boolean isDoneOnce(String id) {
        return node(id).filter(node -> node.step() != null && TASKS.contains(node.type()))
                        .isPresent()
                && !after(id).contains(id);
    }

    /** The events that wait at the edge of a node. */
    public List<Node> attachedTo(String id) {
        return nodes.stream().filter(node -> node.attachedTo().equals(id)).toList();
    }
}
