package org.minori.scenarios.authoring;

import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.minori.scenarios.authoring.CompiledScenario.Step;
import org.minori.scenarios.authoring.Diagram.Flow;
import org.minori.scenarios.authoring.Diagram.Node;

/** What each node may have before and behind it, so that the engine never meets a diagram that it can't walk. */
final class FlowRules {

    private static final Set<String> IN_GOALS =
            Set.of("startEvent", "endEvent", "serviceTask", "sendTask", "task", "exclusiveGateway", "parallelGateway");

    /** Waits that may be over when they begin. */
    private static final Set<String> AT_ONCE = Set.of("waitUntilDate", "waitForBusinessHours");

    private final Diagram diagram;
    private final Map<String, Step> steps;
    private final Problems problems;

    FlowRules(Diagram diagram, Map<String, Step> steps, Problems problems) {
        this.diagram = diagram;
        this.steps = steps;
        this.problems = problems;
    }

    /** Checks every node and flow. */
    void check() {
        boolean started = false;
        for (var node : diagram.nodes()) {
            started |= node.is("startEvent") && node.goal().isEmpty();
            check(node);
        }
        if (!started) {
            problems.error(null, "noStart");
        }
        for (var flow : diagram.flows()) {
            boolean branch = diagram.node(flow.source())
                    .filter(node -> node.is("exclusiveGateway") || node.is(Diagram.UNKNOWN))
                    .isPresent();
            if (!branch && flow.properties().containsKey(ConditionReader.CONDITION)) {
                problems.error(flow.id(), "conditionElsewhere");
            }
        }
    }

    private void check(Node node) {
        if (!node.goal().isEmpty() && !IN_GOALS.contains(node.type()) && !node.is(Diagram.UNKNOWN)) {
            problems.error(node.id(), "notInGoal");
        }
        switch (node.type()) {
            case "startEvent" -> {
                without(node, diagram.into(node.id()), "flowIntoStart");
                needsWayOut(node);
                if (node.isGoalStart()
                        && node.drawn().attributeText("isInterrupting").equals("false")) {
                    problems.error(node.id(), "goalMustEnd");
                }
            }
            case "endEvent" -> without(node, diagram.outOf(node.id()), "flowOutOfEnd");
            case "exclusiveGateway" -> checkBranch(node);
            case "eventBasedGateway" -> checkFirstOf(node);
            case "boundaryEvent" -> checkBoundary(node);
            case "subProcess" -> checkGoal(node);
            case Diagram.UNKNOWN -> {
                // Already refused by its name.
            }
            default -> {
                needsWayOut(node);
                if (!node.is("parallelGateway") && diagram.outOf(node.id()).size() > 1) {
                    problems.warning(node.id(), "walksBoth");
                }
            }
        }
        if (node.isStepTask() || node.is("userTask") || node.is("callActivity")) {
            if (!node.drawn().attributeText("default").isEmpty()) {
                problems.errorIn(node.id(), "attribute", node.drawn().name() + " default");
            }
        }
    }

    private void checkBranch(Node node) {
        needsWayOut(node);
        var out = diagram.outOf(node.id());
        var usual = node.drawn().attributeText("default");
        if (!usual.isEmpty() && out.stream().noneMatch(flow -> flow.id().equals(usual))) {
            problems.error(node.id(), "defaultElsewhere");
        }
        for (var flow : out) {
            boolean conditional = flow.properties().containsKey(ConditionReader.CONDITION);
            if (flow.id().equals(usual) && conditional) {
                problems.error(flow.id(), "conditionOnDefault");
            } else if (!flow.id().equals(usual) && out.size() > 1 && !conditional) {
                problems.error(flow.id(), "noCondition");
            } else if (out.size() == 1 && conditional) {
                problems.error(flow.id(), "onlyConditional");
            }
        }
        if (out.size() > 1 && usual.isEmpty()) {
            problems.error(node.id(), "noDefault");
        }
    }

    private void checkFirstOf(Node node) {
        needsWayOut(node);
        if (node.drawn().attributeText("eventGatewayType").equals("Parallel")) {
            problems.error(node.id(), "attributeValue", "eventGatewayType", "Parallel");
        }
        var targets = new HashSet<String>();
        for (var flow : diagram.outOf(node.id())) {
            diagram.node(flow.target()).ifPresent(target -> checkBehindFirstOf(flow, target));
            if (!targets.add(flow.target())) {
                problems.error(flow.id(), "doubledFlow");
            }
        }
    }

    private void checkBehindFirstOf(Flow flow, Node target) {
        if (target.is(Diagram.UNKNOWN)) {
            return;
        }
        if (!target.is("intermediateCatchEvent")) {
            problems.error(flow.id(), "onlyWaitsBehind");
        } else if (diagram.into(target.id()).size() > 1) {
            problems.error(target.id(), "sharedWait");
        }
    }

    private void checkBoundary(Node node) {
        without(node, diagram.into(node.id()), "flowIntoBoundary");
        needsWayOut(node);
        var host = diagram.node(node.drawn().attributeText("attachedToRef"));
        if (host.isEmpty() || !host.get().goal().equals(node.goal())) {
            problems.error(node.id(), "looseBoundary");
            return;
        }
        boolean behindGateway = diagram.into(host.get().id()).stream()
                .flatMap(flow -> diagram.node(flow.source()).stream())
                .anyMatch(source -> source.is("eventBasedGateway"));
        boolean waits = host.get().is("userTask")
                || host.get().is("callActivity")
                || host.get().is("intermediateCatchEvent");
        if (!waits && !host.get().is(Diagram.UNKNOWN) || behindGateway) {
            problems.error(node.id(), "boundaryElsewhere");
        }
    }

    private void checkGoal(Node node) {
        if (!node.drawn().attributeText("triggeredByEvent").equals("true")) {
            problems.error(node.id(), "onlyGoals");
            return;
        }
        without(node, diagram.into(node.id()), "flowAtGoal");
        without(node, diagram.outOf(node.id()), "flowAtGoal");
        long starts = 0;
        for (var inner : diagram.nodes()) {
            if (inner.isGoalStart() && inner.goal().equals(node.id())) {
                starts++;
            }
        }
        if (starts != 1) {
            problems.error(node.id(), "oneGoalStart");
        }
    }

    private void needsWayOut(Node node) {
        if (diagram.outOf(node.id()).isEmpty()) {
            problems.error(node.id(), "noWayOut");
        }
    }

    private void without(Node node, List<Flow> flows, String key) {
        if (!flows.isEmpty()) {
            problems.error(node.id(), key);
        }
    }

    /** Whether a node makes a run stand still for a time that a loop can't skip. */
    boolean waits(Node node) {
        var step = steps.get(node.id());
        return node.is("userTask")
                || (node.is("intermediateCatchEvent") || node.is("boundaryEvent"))
                        && step != null
                        && !AT_ONCE.contains(step.kind());
    }
}
