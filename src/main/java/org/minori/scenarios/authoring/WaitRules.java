package org.minori.scenarios.authoring;

import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.minori.scenarios.authoring.CompiledScenario.Step;
import org.minori.scenarios.authoring.Diagram.Node;

/** Waits that may last for ever, goals that nobody can reach, and starts that come at the same moment. */
final class WaitRules {

    private static final Set<String> STANDING = Set.of("intermediateCatchEvent", "userTask", "callActivity");
    private static final Set<String> OF_MAILS = Set.of("emailOpened", "emailClicked");

    private final Diagram diagram;
    private final Map<String, Step> steps;
    private final Paths paths;
    private final Problems problems;

    WaitRules(Diagram diagram, Map<String, Step> steps, Paths paths, Problems problems) {
        this.diagram = diagram;
        this.steps = steps;
        this.paths = paths;
        this.problems = problems;
    }

    void check() {
        var timed = new HashSet<String>();
        for (var node : diagram.nodes()) {
            if (node.is("boundaryEvent")
                    && !node.drawn().attributeText("cancelActivity").equals("false")) {
                timed.add(node.drawn().attributeText("attachedToRef"));
            }
        }
        for (var node : diagram.nodes()) {
            if (node.is("eventBasedGateway")) {
                checkFirstOf(node);
            } else if (node.is("intermediateCatchEvent") && isEvent(node.id()) && !timed.contains(node.id())) {
                checkAlone(node);
            } else if (node.isGoalStart()) {
                checkGoal(node);
            }
        }
        checkStarts();
    }

    private boolean isEvent(String node) {
        var step = steps.get(node);
        return step != null && step.kind().equals("waitForEvent");
    }

    private void checkFirstOf(Node gateway) {
        var waits = diagram.outOf(gateway.id());
        if (!waits.isEmpty() && waits.stream().allMatch(flow -> isEvent(flow.target()))) {
            problems.warning(gateway.id(), "endlessFirstOf");
        }
    }

    private void checkAlone(Node wait) {
        boolean first = diagram.into(wait.id()).stream()
                .flatMap(flow -> diagram.node(flow.source()).stream())
                .anyMatch(source -> source.is("eventBasedGateway"));
        if (!first) {
            problems.warning(wait.id(), "endlessWait");
        }
    }

    private void checkGoal(Node start) {
        var step = steps.get(start.id());
        if (step == null) {
            return;
        }
        boolean waits = paths.reachedFrom(starts()).stream()
                .flatMap(id -> diagram.node(id).stream())
                .anyMatch(node -> node.goal().isEmpty() && STANDING.contains(node.type()));
        var email = step.parameter("subject", "");
        if (!waits) {
            problems.warning(start.id(), "goalWithoutWait");
        } else if (OF_MAILS.contains(step.parameter("event", ""))
                && !email.isEmpty()
                && steps.values().stream().noneMatch(other -> sends(other, email))) {
            problems.warning(start.id(), "goalMailNotSent", email);
        }
    }

    private static boolean sends(Step step, String email) {
        return step.kind().equals("sendEmail") && step.parameter("email", "").equals(email);
    }

    private List<String> starts() {
        return steps.keySet().stream()
                .filter(id -> diagram.node(id)
                        .filter(node -> node.is("startEvent") && node.goal().isEmpty())
                        .isPresent())
                .toList();
    }

    private void checkStarts() {
        var starts = starts();
        for (int later = 1; later < starts.size(); later++) {
            for (int first = 0; first < later; first++) {
                var one = steps.get(starts.get(first));
                var other = steps.get(starts.get(later));
                if (one != null && other != null && one.kind().equals(other.kind())) {
                    checkTwins(one, other);
                }
            }
        }
    }

    private void checkTwins(Step one, Step other) {
        if (one.parameters().equals(other.parameters())) {
            problems.error(other.element(), "sameStart");
        } else if (meet(one, other, "email", "")
                && meet(one, other, "link", "")
                && meet(one, other, "urlPattern", "*")) {
            boolean same = List.of("action", "event", "form", "segment", "stage", "score", "field", "cron").stream()
                    .allMatch(name -> one.parameter(name, "").equals(other.parameter(name, "")));
            if (same && !one.kind().equals("startOnDate")) {
                problems.warning(other.element(), "startsMeet");
            }
        }
    }

    /** Whether what one of them asks for may be what the other one does, too. */
    private static boolean meet(Step one, Step other, String name, String anything) {
        var left = one.parameter(name, anything);
        var right = other.parameter(name, anything);
        return left.equals(right) || left.equals(anything) || right.equals(anything);
    }
}
