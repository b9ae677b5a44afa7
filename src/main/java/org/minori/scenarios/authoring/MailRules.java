package org.minori.scenarios.authoring;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.PriorityQueue;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;
import org.minori.scenarios.authoring.CompiledScenario.Step;
import org.minori.scenarios.authoring.Condition.Name;
import org.minori.scenarios.authoring.Condition.Source;
import org.minori.scenarios.authoring.Diagram.Node;

/** What may go wrong with the mails of a scenario: without the words of the law, too many, or to a lead of sales. */
final class MailRules {

    private static final long WEEK = 7L * 24 * 60;
    private static final String SENDER = "/settings/sender";
    private static final Set<String> BACK_WITH_MARKETING = Set.of("LEAD", "MQL");

    private final Diagram diagram;
    private final Map<String, Step> steps;
    private final Paths paths;
    private final Choices choices;
    private final Problems problems;

    MailRules(Diagram diagram, Map<String, Step> steps, Paths paths, Choices choices, Problems problems) {
        this.diagram = diagram;
        this.steps = steps;
        this.paths = paths;
        this.choices = choices;
        this.problems = problems;
    }

    void check(BranchRules branches, boolean finalOutcome) {
        for (var step : steps.values()) {
            if (sends(step)) {
                checkLegal(step);
            } else if (step.kind().equals("handOffToSales")) {
                checkBehind(step, branches, finalOutcome ? "won" : "accepted");
            }
        }
        if (choices.isSenderUnset()) {
            steps.values().stream()
                    .filter(MailRules::sends)
                    .findFirst()
                    .ifPresent(mail -> problems.unset(mail.element(), "senderUnset", SENDER));
        }
        checkWeek();
    }

    private static boolean sends(Step step) {
        return step.kind().equals("sendEmail");
    }

    private void checkLegal(Step step) {
        var email = step.parameter("email", "");
        if (choices.isTransactional(email)) {
            problems.warning(step.element(), "noLegalBlock", email);
        }
    }

    /** One place on a way, and the least time in minutes to get there with so many mails. */
    private record Stage(String node, int mails, long minutes) {}

    /** Notes the first mail that is one too many, on the quickest way from any other. */
    private void checkWeek() {
        int most = choices.mailsAWeek();
        var tooMany = new TreeSet<String>();
        for (var step : steps.values()) {
            if (advertises(step)) {
                tooMany.addAll(tooManyAfter(step.element(), most));
            }
        }
        for (var node : diagram.nodes()) {
            if (node.is("parallelGateway") && sideBySide(node.id()) > most) {
                tooMany.add(node.id());
            }
        }
        if (!tooMany.isEmpty()) {
            var order = Places.of(diagram);
            var first = tooMany.stream()
                    .min((one, other) -> Integer.compare(order.getOrDefault(one, 0), order.getOrDefault(other, 0)));
            problems.warning(first.orElseThrow(), "manyMails", Integer.toString(most));
        }
    }

    /** The mails of all ways that begin together, within a week, up to where they meet again. */
    private int sideBySide(String fork) {
        var ways = paths.behind(fork);
        return ways.stream()
                .mapToInt(way -> {
                    var others = new ArrayList<>(ways);
                    others.remove(way);
                    return ways.size() < 2 ? 0 : most(way, paths.reachedFrom(others));
                })
                .sum();
    }

    /** The most mails on one way within a week, as long as it meets none of these nodes. */
    private int most(String start, Set<String> without) {
        int most = 0;
        var open = new PriorityQueue<Stage>((one, other) -> Long.compare(one.minutes(), other.minutes()));
        var best = new HashMap<String, Long>();
        open.add(new Stage(start, advertises(steps.get(start)) ? 1 : 0, 0));
        while (!open.isEmpty()) {
            var stage = open.remove();
            if (without.contains(stage.node())
                    || stage.mails() > steps.size()
                    || best.putIfAbsent(stage.node() + " " + stage.mails(), stage.minutes()) != null) {
                continue;
            }
            most = Math.max(most, stage.mails());
            open.addAll(behind(stage));
        }
        return most;
    }

    /** Where one gets to from there within the week. */
    private List<Stage> behind(Stage stage) {
        var next = new ArrayList<Stage>();
        for (var node : paths.behind(stage.node())) {
            long minutes = stage.minutes() + (isTimerOn(node) ? 0 : minutes(stage.node()));
            if (minutes < WEEK) {
                next.add(new Stage(node, stage.mails() + (advertises(steps.get(node)) ? 1 : 0), minutes));
            }
        }
        return next;
    }

    private List<String> tooManyAfter(String start, int most) {
        var open = new PriorityQueue<Stage>((one, other) -> Long.compare(one.minutes(), other.minutes()));
        var best = new HashMap<String, Long>();
        open.add(new Stage(start, 1, 0));
        var found = new ArrayList<String>();
        while (!open.isEmpty()) {
            var stage = open.remove();
            if (best.putIfAbsent(stage.node() + " " + stage.mails(), stage.minutes()) != null) {
                continue;
            }
            if (stage.mails() > most) {
                found.add(stage.node());
                continue;
            }
            open.addAll(behind(stage));
        }
        return found;
    }

    private boolean advertises(@Nullable Step step) {
        return step != null && sends(step) && !choices.isTransactional(step.parameter("email", ""));
    }

    private boolean isTimerOn(String node) {
        return diagram.node(node).filter(found -> found.is("boundaryEvent")).isPresent();
    }

    /** How long a run stands here at least; what waits for somebody may be over at once. */
    private long minutes(String node) {
        var step = steps.get(node);
        if (step == null || !step.kind().equals("wait")) {
            return 0;
        }
        var amount = step.parameter("amount", "");
        if (!amount.matches("\\d{1,9}")) {
            return 0;
        }
        return Long.parseLong(amount)
                * switch (step.parameter("unit", "")) {
                    case "hours" -> 60;
                    case "days" -> 24 * 60;
                    case "weeks" -> WEEK;
                    default -> 1;
                };
    }

    /** Follows a lead that sales has taken until it comes back to marketing, and notes the mails on the way. */
    private void checkBehind(Step handOff, BranchRules branches, String kept) {
        var outcome = new Name(Source.RESULT, handOff.parameter("result", "salesOutcome"));
        var seen = new HashSet<String>();
        var open = new ArrayDeque<>(paths.behind(handOff.element()));
        while (!open.isEmpty()) {
            var id = open.pop();
            var node = diagram.node(id);
            if (node.isEmpty() || !seen.add(id) || comesBack(steps.get(id))) {
                continue;
            }
            var step = steps.get(id);
            if (step != null
                    && advertises(step)
                    && !step.parameter("alsoWithSales", "").equals("true")) {
                problems.warning(id, "mailWithSales");
            }
            open.addAll(
                    node.get().is("exclusiveGateway") ? taken(node.get(), outcome, kept, branches) : paths.behind(id));
        }
    }

    private List<String> taken(Node gateway, Name outcome, String kept, BranchRules branches) {
        return diagram.outOf(gateway.id()).stream()
                .filter(flow -> branches.isTaken(gateway, flow, Map.of(outcome, kept)))
                .map(Diagram.Flow::target)
                .toList();
    }

    private static boolean comesBack(@Nullable Step step) {
        return step != null
                && (step.kind().equals("handOffToSales")
                        || step.kind().equals("changeStage")
                                && BACK_WITH_MARKETING.contains(step.parameter("stage", "")));
    }
}
