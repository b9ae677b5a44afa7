package org.minori.scenarios.reading;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.minori.scenarios.authoring.ScenarioOutline;
import org.minori.scenarios.authoring.ScenarioOutline.Node;
import org.minori.scenarios.authoring.ScenarioOutline.Way;

/** Walks one drawing from its starts and says each thing once; where ways come together again, the telling does too. */
final class Telling {

    private static final int DEEPEST = 30;

    private final ScenarioOutline outline;
    private final StepWords steps;
    private final ConditionWords conditions;
    private final Labels labels;
    private final Joins joins;
    private final List<Reading.Line> lines = new ArrayList<>();
    private final Set<String> told = new HashSet<>();

    Telling(ScenarioOutline outline, StepWords steps, ConditionWords conditions, Labels labels) {
        this.outline = outline;
        this.steps = steps;
        this.conditions = conditions;
        this.labels = labels;
        this.joins = new Joins(outline);
    }

    Reading tell() {
        var byTarget = new LinkedHashMap<String, List<Node>>();
        outline.nodes().stream()
                .filter(node -> node.type().equals("startEvent") && node.goal().isEmpty())
                .forEach(start -> byTarget.computeIfAbsent(target(start), key -> new ArrayList<>())
                        .add(start));
        byTarget.forEach((target, starts) -> {
            say(
                    starts.get(0).id(),
                    0,
                    "studio.reading.starts",
                    starts.stream().map(steps::when).collect(Collectors.joining(labels.text("studio.reading.orWhen"))));
            follow(target, 0, null);
        });
        outline.nodes().stream()
                .filter(node -> node.type().equals("subProcess"))
                .forEach(this::goal);
        return new Reading(List.copyOf(lines));
    }

    private void goal(Node goal) {
        var start = outline.nodes().stream()
                .filter(node -> node.goal().equals(goal.id()) && node.type().equals("startEvent"))
                .findFirst();
        if (start.isPresent()) {
            say(goal.id(), 0, "studio.reading.goal", steps.when(start.get()));
            follow(target(start.get()), 1, null);
        }
    }

    /** Tells from a node on until the place where the branch comes together with others again. */
    private void follow(String from, int depth, @Nullable String join) {
        var next = outline.node(from);
        while (next.isPresent() && !next.get().id().equals(join)) {
            var node = next.get();
            if (!told.add(node.id())) {
                say(node.id(), depth, "studio.reading.goesOn", labels.name(node));
                return;
            }
            if (depth > DEEPEST) {
                say(node.id(), depth, "studio.reading.deep");
                return;
            }
            next = outline.node(tell(node, depth));
        }
    }

    /** Tells one node with all that parts there; the id of what comes after it, empty for nothing. */
    private String tell(Node node, int depth) {
        var out = outline.outOf(node.id());
        if (node.type().equals("endEvent")) {
            say(node.id(), depth, "studio.reading.end." + known(node.result()), labels.name(node));
            return "";
        }
        if (isTask(node) || node.type().equals("intermediateCatchEvent")) {
            add(node.id(), depth, steps.says(node));
        } else if (node.type().equals("unknown")) {
            say(node.id(), depth, "studio.reading.unknown", labels.name(node));
        }
        var edge = outline.attachedTo(node.id());
        if (out.isEmpty() && edge.isEmpty()) {
            say(node.id(), depth, "studio.reading.loose");
            return "";
        }
        if (out.size() + edge.size() == 1) {
            return out.isEmpty() ? target(edge.get(0)) : out.get(0).target();
        }
        var join = joins.of(node).orElse(null);
        edge.forEach(event -> atEdge(event, depth, join));
        if (out.size() > 1) {
            parts(node, out, depth, join);
        } else if (!out.isEmpty() && edge.stream().anyMatch(Node::interrupts)) {
            return join == null || out.get(0).target().equals(join)
                    ? out.get(0).target()
                    : inTime(out.get(0), depth, join);
        } else if (!out.isEmpty()) {
            return out.get(0).target();
        }
        return join == null ? "" : join;
    }

    private String inTime(Way way, int depth, String join) {
        say(way.id(), depth, "studio.reading.inTime");
        follow(way.target(), depth + 1, join);
        return join;
    }

    private void atEdge(Node event, int depth, @Nullable String join) {
        told.add(event.id());
        say(
                event.id(),
                depth,
                event.interrupts() ? "studio.reading.interrupted" : "studio.reading.meanwhile",
                steps.when(event));
        branch(target(event), depth + 1, join);
    }

    private void parts(Node node, List<Way> out, int depth, @Nullable String join) {
        switch (node.type()) {
            case "exclusiveGateway" -> {
                for (var way : inOrder(out)) {
                    condition(way, out.size(), depth);
                    branch(way.target(), depth + 1, join);
                }
            }
            case "eventBasedGateway" -> {
                say(node.id(), depth, "studio.reading.firstOf");
                out.forEach(way -> firstOf(way, depth, join));
            }
            default -> {
                say(node.id(), depth, "studio.reading.together");
                for (int i = 0; i < out.size(); i++) {
                    say(out.get(i).id(), depth, "studio.reading.nth", i + 1);
                    branch(out.get(i).target(), depth + 1, join);
                }
            }
        }
    }

    private void condition(Way way, int ways, int depth) {
        var condition = way.condition();
        if (way.otherwise()) {
            say(way.id(), depth, ways == 2 ? "studio.reading.else" : "studio.reading.otherwise");
        } else if (condition == null) {
            say(way.id(), depth, "studio.reading.noCondition");
        } else {
            say(way.id(), depth, "studio.reading.if", conditions.of(condition));
        }
    }

    private void firstOf(Way way, int depth, @Nullable String join) {
        var event = outline.node(way.target()).orElseThrow();
        if (!event.type().equals("intermediateCatchEvent") || !told.add(event.id())) {
            branch(event.id(), depth + 1, join);
            return;
        }
        say(event.id(), depth, "studio.reading.first", steps.when(event));
        branch(target(event), depth + 1, join);
    }

    private void branch(String from, int depth, @Nullable String join) {
        if (from.isEmpty()) {
            say("", depth, "studio.reading.loose");
        } else if (from.equals(join)) {
            say(from, depth, "studio.reading.straightOn");
        } else {
            follow(from, depth, join);
        }
    }

    /** What is left over is told last. */
    private static List<Way> inOrder(List<Way> ways) {
        return ways.stream()
                .sorted((one, other) -> Boolean.compare(one.otherwise(), other.otherwise()))
                .toList();
    }

    private String target(Node node) {
        return outline.outOf(node.id()).stream().map(Way::target).findFirst().orElse("");
    }

    private static boolean isTask(Node node) {
        return Set.of("serviceTask", "sendTask", "task", "userTask", "callActivity")
                .contains(node.type());
    }

    private static String known(String result) {
        return Set.of("converted", "exhausted", "handedOver").contains(result) ? result : "left";
    }

    private void say(String element, int depth, String key, Object... arguments) {
        add(element, depth, labels.text(key, arguments));
    }

    /** A sentence begins with a capital letter where the language has one. */
    private void add(String element, int depth, String text) {
        lines.add(new Reading.Line(element, depth, text.substring(0, 1).toUpperCase(Locale.ROOT) + text.substring(1)));
    }
}
