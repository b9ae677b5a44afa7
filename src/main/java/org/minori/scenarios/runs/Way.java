package org.minori.scenarios.runs;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.IntFunction;
import org.jspecify.annotations.Nullable;
import org.minori.scenarios.authoring.CompiledScenario;

/**
 * The way of one run as its log tells it, to be counted by day and version. A visit to a step counts in the version in which it
 * was made, with the time that was spent there in it. The run itself, that it came, on the day on which it began, and that it
 * came to a success, counts in the version in which it is or has ended: a move takes it along.
 */
final class Way {

    private static final String HAND_OVER = "handOffToSales";
    private static final Set<String> SUCCESSES = Set.of("converted", "handedOver");

    private final String scenario;
    private final IntFunction<CompiledScenario> versions;
    private final Days days;
    private final List<Passed> steps = new ArrayList<>();
    private final List<Passed> visits;
    private final int handedOver;

    /**
     * The way so far.
     *
     * @param version the one in which the run is now
     */
    Way(String scenario, int version, List<RunStep> log, IntFunction<CompiledScenario> versions, Days days) {
        this.scenario = scenario;
        this.versions = versions;
        this.days = days;
        int now = StepLog.firstVersion(log, version);
        var from = "";
        for (var step : log) {
            steps.add(new Passed(now, step, from.equals(step.element())));
            now = step.moved().map(RunStep.Versions::to).orElse(now);
            from = step.moved().isPresent() ? step.element() : "";
        }
        this.visits = steps.stream()
                .filter(passed -> !passed.step().kind().equals(RunStep.LEFT))
                .toList();
        int place = 0;
        while (place < visits.size() && !handsOver(visits.get(place))) {
            place++;
        }
        this.handedOver = place < visits.size() ? place + 1 : 0;
    }

    /**
     * A step in the version in which it was passed.
     *
     * @param goesOn whether the run rests on where it rested before it was moved
     */
    record Passed(int version, RunStep step, boolean goesOn) {}

    /** Whether the step hands somebody over. */
    static boolean handsOver(CompiledScenario scenario, String element) {
        var step = scenario.steps().get(element);
        return step != null && step.kind().equals(HAND_OVER);
    }

    private boolean handsOver(Passed passed) {
        return handsOver(versions.apply(passed.version()), passed.step().element());
    }

    /** Whether a run that ended so is a success to its end. */
    static boolean succeeded(@Nullable String result) {
        return result != null && SUCCESSES.contains(result);
    }

    /** The visits up to the first handover; none where nobody was handed over. */
    List<Passed> handedOver() {
        return visits.subList(0, handedOver);
    }

    /** The same, when they were handed over at this moment; a later handover adds nothing. */
    List<Passed> handedOver(Instant at) {
        return handedOver > 0 && visits.get(handedOver - 1).step().at().equals(at) ? handedOver() : List.of();
    }

    /** What is a success besides, once the run has ended so: what came after the handover, or all. */
    List<Passed> rest(@Nullable String result) {
        return succeeded(result) ? visits.subList(handedOver, visits.size()) : List.of();
    }

    /** Counts these visits as a success, and with the first of all visits the run, in the version in which it then was. */
    void countSuccess(DayCounts.Sums sums, List<Passed> succeeded) {
        for (var visit : succeeded) {
            sums.add(place(visit, visit.step().element()), 0, 0, 0, 1);
            if (visit.goesOn()) {
                sums.add(place(visit, RunLog.goingOn(visit.step().element())), 0, 0, 0, 1);
            }
        }
        if (!succeeded.isEmpty() && succeeded.get(0) == visits.get(0)) {
            sums.add(begun(succeeded.get(succeeded.size() - 1).version()), 0, 0, 0, 1);
        }
    }

    /** Counts the run in the version to which it was moved at this moment instead of where it was. */
    void countMove(DayCounts.Sums sums, Instant at) {
        int succeeded = 0;
        for (var passed : steps) {
            var move = passed.step().moved();
            if (move.isPresent() && passed.step().at().equals(at)) {
                sums.add(begun(move.get().from()), -1, -1, 0, -succeeded);
                sums.add(begun(move.get().to()), 1, 1, 0, succeeded);
                return;
            }
            if (handedOver > 0 && passed == visits.get(handedOver - 1)) {
                succeeded = 1;
            }
        }
    }

    private DayCounts.Place begun(int version) {
        return place(version, RunLog.RUNS, visits.get(0).step().at());
    }

    /** Counts who came to each step and branch and left it, and how long they waited there. */
    void countVisits(DayCounts.Sums sums) {
        var entered = new HashMap<String, ArrayDeque<Instant>>();
        for (var passed : steps) {
            var step = passed.step();
            var place = place(passed, step.element());
            var since = entered.computeIfAbsent(step.element(), element -> new ArrayDeque<>());
            switch (step.kind()) {
                case RunStep.LEFT -> sums.add(place, 0, 1, waited(since.poll(), step.at()), 0);
                case RunStep.ENTERED -> {
                    since.add(step.at());
                    sums.add(place, 1, 0, 0, 0);
                }
                default -> sums.add(place, 1, 1, 0, 0);
            }
        }
        for (int i = 0; i < visits.size(); i++) {
            var flow = branch(visits.get(i), i == 0 ? null : visits.get(i - 1).step());
            if (flow != null) {
                sums.add(place(visits.get(i), flow), 1, 1, 0, 0);
            }
        }
        if (!visits.isEmpty()) {
            sums.add(place(visits.get(0), RunLog.RUNS), 1, 0, 0, 0);
        }
    }

    private static long waited(@Nullable Instant since, Instant until) {
        return since == null ? 0 : Math.max(0, Duration.between(since, until).toMillis());
    }

    /** The branch that led to the visit; an older log leaves it out where several lead, then what was visited before tells. */
    private @Nullable String branch(Passed visit, @Nullable RunStep before) {
        var branches = versions.apply(visit.version()).branches();
        var flow = visit.step().flow();
        if (flow != null) {
            return branches.containsKey(flow) ? flow : null;
        }
        var possible = branches.entrySet().stream()
                .filter(branch -> before != null
                        && branch.getValue().source().equals(before.element())
                        && branch.getValue().target().equals(visit.step().element()))
                .map(Map.Entry::getKey)
                .toList();
        return possible.size() == 1 ? possible.get(0) : null;
    }

    /** Counts that the run ended in this version, and how. */
    void countEnd(DayCounts.Sums sums, int version, String result, Instant at) {
        sums.add(place(version, RunLog.RUNS, at), 0, 1, 0, 0);
        sums.add(place(version, RunLog.ENDED + result, at), 1, 1, 0, 0);
    }

    private DayCounts.Place place(Passed passed, String element) {
        return place(passed.version(), element, passed.step().at());
    }

    private DayCounts.Place place(int version, String element, Instant at) {
        return new DayCounts.Place(scenario, version, days.of(at), element);
    }
}
