package org.minori.scenarios.authoring;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** The graph of a drawing: its nodes and flows with their properties, still unchecked. */
final class Diagram {

    /** What has no rules of its own and is only passed through when paths are followed, since it is refused anyway. */
    static final String UNKNOWN = "unknown";

    private static final Set<String> STEP_TASKS = Set.of("serviceTask", "sendTask", "task");

    /**
     * A node.
     *
     * @param type the local name of the element, or {@link #UNKNOWN}
     * @param goal the id of the goal in which it lies, empty outside
     */
    record Node(String id, String name, String type, String goal, Map<String, String> properties, DrawnElement drawn) {

        boolean is(String wanted) {
            return type.equals(wanted);
        }

        boolean isStepTask() {
            return STEP_TASKS.contains(type);
        }

        boolean isGoalStart() {
            return is("startEvent") && !goal.isEmpty();
        }
    }

    /** A sequence flow. */
    record Flow(String id, String name, String source, String target, String goal, Map<String, String> properties) {}

    private final String name;
    private final @Nullable DrawnElement picture;
    private final Map<String, Node> nodes = new LinkedHashMap<>();
    private final Map<String, Flow> flows = new LinkedHashMap<>();

    Diagram(String name, @Nullable DrawnElement picture) {
        this.name = name;
        this.picture = picture;
    }

    void add(Node node) {
        nodes.put(node.id(), node);
    }

    void add(Flow flow) {
        flows.put(flow.id(), flow);
    }

    String name() {
        return name;
    }

    /** The plane with shapes and edges, null when nothing is drawn. */
    @Nullable
    DrawnElement picture() {
        return picture;
    }

    Iterable<Node> nodes() {
        return nodes.values();
    }

    Iterable<Flow> flows() {
        return flows.values();
    }

    int size() {
        return nodes.size();
    }

    Optional<Node> node(String id) {
        return Optional.ofNullable(nodes.get(id));
    }

    Optional<Flow> flow(String id) {
        return Optional.ofNullable(flows.get(id));
    }

    List<Flow> outOf(String node) {
        return flows.values().stream()
                .filter(flow -> flow.source().equals(node))
                .toList();
    }

    List<Flow> into(String node) {
        return flows.values().stream()
                .filter(flow -> flow.target().equals(node))
                .toList();
    }
}
