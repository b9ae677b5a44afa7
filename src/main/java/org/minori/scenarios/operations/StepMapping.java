package org.minori.scenarios.operations;

import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.minori.scenarios.authoring.ScenarioOutline;
import org.minori.scenarios.authoring.ScenarioOutline.Node;
import org.minori.scenarios.engine.EngineMigration.Move;

/**
 * Which step of another version takes over from which. Like takes over from like, since whoever waits keeps what they
 * wait for: a timer goes on as a timer, a hand-off as a hand-off.
 *
 * @param places where runs rest, by the element of the old version
 * @param others what hangs on those places: events behind a gateway, timers at an edge, goals
 */
record StepMapping(Map<String, String> places, Map<String, String> others) {

    /** What takes over from what; only the same takes over from the same. */
    enum Rest {
        TIMER,
        EVENT,
        GATEWAY,
        HAND_OFF,
        CALL,
        EDGE,
        GOAL,
        GOAL_BOX;

        static Optional<Rest> of(Node node) {
            return Optional.ofNullable(
                    switch (node.type()) {
                        case "intermediateCatchEvent" ->
                            node.step() != null && node.step().kind().equals("waitForEvent") ? EVENT : TIMER;
                        case "eventBasedGateway" -> GATEWAY;
                        case "userTask" -> HAND_OFF;
                        case "callActivity" -> CALL;
                        case "boundaryEvent" -> EDGE;
                        case "startEvent" -> node.goal().isEmpty() ? null : GOAL;
                        case "subProcess" -> GOAL_BOX;
                        default -> null;
                    });
        }

        private boolean waitsForMessage() {
            return this == EVENT || this == CALL || this == GOAL;
        }
    }

    private static final Set<String> GATEWAY = Set.of("eventBasedGateway");

    /** Everything that takes over from something, by the element of the old version. */
    Map<String, String> all() {
        var all = new LinkedHashMap<>(places);
        all.putAll(others);
        return all;
    }

    /** The same without what these elements of the old version hold. */
    StepMapping without(Collection<String> elements) {
        return new StepMapping(less(places, elements), less(others, elements));
    }

    private static Map<String, String> less(Map<String, String> mapping, Collection<String> elements) {
        var less = new LinkedHashMap<>(mapping);
        less.keySet().removeAll(elements);
        return less;
    }

    /** As the engine wants to hear it. */
    List<Move> moves(ScenarioOutline from) {
        return all().entrySet().stream()
                .map(one -> new Move(
                        one.getKey(),
                        one.getValue(),
                        from.node(one.getKey())
                                .flatMap(Rest::of)
                                .filter(Rest::waitsForMessage)
                                .isPresent()))
                .toList();
    }

    /** The places of a version at which runs can rest, in the order of the drawing. */
    static List<Node> places(ScenarioOutline outline) {
        return outline.nodes().stream()
                .filter(node -> Rest.of(node)
                        .filter(rest -> rest.compareTo(Rest.CALL) <= 0)
                        .isPresent())
                .filter(node -> !behindGateway(outline, node))
                .toList();
    }

    private static boolean behindGateway(ScenarioOutline outline, Node node) {
        return outline.ways().stream()
                .filter(way -> way.target().equals(node.id()))
                .anyMatch(way -> outline.node(way.source())
                        .filter(source -> GATEWAY.contains(source.type()))
                        .isPresent());
    }

    /** The places of the newer version that can take over from one of the older. */
    static List<Node> choices(Node place, ScenarioOutline to) {
        var rest = Rest.of(place);
        return places(to).stream().filter(other -> Rest.of(other).equals(rest)).toList();
    }

    /**
     * What is meant where nobody says otherwise: the same element, or the only one of its kind with the same name.
     *
     * @param asked what somebody said, by element of the old version; an empty word leaves everybody there
     */
    static StepMapping of(ScenarioOutline from, ScenarioOutline to, Map<String, String> asked) {
        var places = new LinkedHashMap<String, String>();
        for (var place : places(from)) {
            var chosen = asked.get(place.id());
            var next = chosen == null ? match(place, choices(place, to), places(from)) : chosen;
            if (next != null && !next.isEmpty()) {
                places.put(place.id(), next);
            }
        }
        var others = new LinkedHashMap<String, String>();
        places.forEach((old, next) -> {
            others.putAll(pairs(eventsBehind(from, old), eventsBehind(to, next), asked));
            others.putAll(pairs(from.attachedTo(old), to.attachedTo(next), asked));
        });
        var goals = pairs(ofRest(from, Rest.GOAL), ofRest(to, Rest.GOAL), asked);
        others.putAll(goals);
        goals.forEach((old, next) -> others.put(box(from, old), box(to, next)));
        return new StepMapping(places, others);
    }

    private static String box(ScenarioOutline outline, String goalStart) {
        return outline.node(goalStart).map(Node::goal).orElse("");
    }

    private static List<Node> ofRest(ScenarioOutline outline, Rest rest) {
        return outline.nodes().stream()
                .filter(node -> Rest.of(node).filter(rest::equals).isPresent())
                .toList();
    }

    private static List<Node> eventsBehind(ScenarioOutline outline, String element) {
        if (outline.node(element).filter(node -> GATEWAY.contains(node.type())).isEmpty()) {
            return List.of();
        }
        return outline.outOf(element).stream()
                .flatMap(way -> outline.node(way.target()).stream())
                .toList();
    }

    /** What of the one side is the same on the other, or the only one of its kind on both. */
    private static Map<String, String> pairs(List<Node> old, List<Node> next, Map<String, String> asked) {
        var pairs = new LinkedHashMap<String, String>();
        for (var node : old) {
            var likes = next.stream().filter(other -> alike(node, other)).toList();
            var chosen = asked.get(node.id());
            var found = chosen == null ? match(node, likes, old) : chosen;
            if (found == null && likes.size() == 1 && count(old, node) == 1) {
                found = likes.get(0).id();
            }
            if (found != null && !found.isEmpty() && !pairs.containsValue(found)) {
                pairs.put(node.id(), found);
            }
        }
        return pairs;
    }

    private static long count(List<Node> nodes, Node like) {
        return nodes.stream().filter(other -> alike(like, other)).count();
    }

    private static boolean alike(Node one, Node other) {
        var a = one.step();
        var b = other.step();
        return Rest.of(one).equals(Rest.of(other)) && (a == null ? "" : a.kind()).equals(b == null ? "" : b.kind());
    }

    private static @Nullable String match(Node place, List<Node> choices, List<Node> siblings) {
        var byId = choices.stream().collect(Collectors.toMap(Node::id, Function.identity()));
        if (byId.containsKey(place.id())) {
            return place.id();
        }
        var taken = siblings.stream().map(Node::id).toList();
        var named = new ArrayList<Node>();
        for (var choice : choices) {
            if (!place.name().isBlank()
                    && choice.name().equals(place.name())
                    && alike(place, choice)
                    && !taken.contains(choice.id())) {
                named.add(choice);
            }
        }
        return named.size() == 1 ? named.get(0).id() : null;
    }
}
