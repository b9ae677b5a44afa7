package org.minori.scenarios.runs;

import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.minori.storage.BatchedRows;
import org.minori.storage.TimeOrderedIds;
import org.minori.storage.Utc;

/** What happened to all runs of one transaction, written as a few batches just before it commits. */
final class RunNotes implements BatchedRows.Collector {

    private static final int MOST_STEPS = 1_000;
    private static final int MOST_NOTE = 500;

    private static final String TALLY = """
            INSERT INTO scenario_tally (id, scenario_key, version, element, on_day, entered, waiting, waited)
            VALUES (?, ?, ?, ?, ?, ?, ?, ?)
            """;
    private static final String END =
            "UPDATE enrolment SET status = 'ENDED', result = ?, ended_at = ? WHERE id IN (%s)";
    private static final String RESULT = "UPDATE enrolment SET result = ? WHERE id = ?";

    private final BatchedRows rows;
    private final Days days;
    private final List<Step> steps = new ArrayList<>();
    private final Map<Counted, long[]> counts = new LinkedHashMap<>();
    private final Map<Long, String> results = new HashMap<>();
    private @Nullable Instant endedAt;
    private final Map<Long, Integer> passed = new HashMap<>();
    private final Set<String> byHand = new HashSet<>();
    /** Steps that are still to be decided, by run and element: asking the doors may write all others before. */
    private final Map<String, Step> undecided = new LinkedHashMap<>();

    /** The flow on the way to an element, by run and element. */
    private final Map<String, String> taken = new HashMap<>();

    private record Counted(String scenario, int version, String element, LocalDate day) {}

    private static final class Step {
        private final long id = TimeOrderedIds.next();
        private final long enrolment;
        private final String element;
        private final String kind;
        private final @Nullable String flow;
        private final Instant at;
        private @Nullable String note;

        private Step(long enrolment, String element, String kind, @Nullable String flow, Instant at) {
            this.enrolment = enrolment;
            this.element = element;
            this.kind = kind;
            this.flow = flow;
            this.at = at;
        }

        private RunStep noted() {
            return new RunStep(element, kind, flow, at, note);
        }
    }

    RunNotes(BatchedRows rows, Days days) {
        this.rows = rows;
        this.days = days;
    }

    void took(Run run, String target, String flow) {
        taken.put(run.enrolment() + target, flow);
    }

    /** The flow that is on its way there. */
    @Nullable
    String taken(Run run, String target) {
        return taken.remove(run.enrolment() + target);
    }

    void step(Run run, String element, String kind, @Nullable String flow, Instant at) {
        steps.add(newStep(run, element, kind, flow, at));
    }

    /** Somebody takes the run there by hand: no flow leads there. */
    void byHand(long enrolment, String element) {
        byHand.add(enrolment + element);
    }

    boolean isByHand(Run run, String element) {
        return byHand.contains(run.enrolment() + element);
    }

    /** The run leaves where it rests since it is moved to another version. */
    void moved(Run run, String element, RunStep.Versions versions, Instant at) {
        var step = newStep(run, element, RunStep.LEFT, null, at);
        step.note = versions.note();
        steps.add(step);
    }

    /** A step that is over only when {@link #decided} says so; until then it can be told why. */
    void deciding(Run run, String element, @Nullable String flow, Instant at) {
        undecided.put(run.enrolment() + element, newStep(run, element, RunStep.PASSED, flow, at));
    }

    void decided(Run run, String element) {
        var step = undecided.remove(run.enrolment() + element);
        if (step != null) {
            steps.add(step);
        }
    }

    private Step newStep(Run run, String element, String kind, @Nullable String flow, Instant at) {
        if (passed.merge(run.enrolment(), 1, Integer::sum) > MOST_STEPS) {
            throw new RunawayRun(run.enrolment(), element);
        }
        var step = new Step(run.enrolment(), element, kind, flow, at);
        if (!kind.equals(RunStep.LEFT) && byHand.remove(run.enrolment() + element)) {
            step.note = RunStep.BY_HAND;
        }
        return step;
    }

    /** Adds why to the step of the run that is being decided. */
    void why(long enrolment, String element, String note) {
        var step = undecided.get(enrolment + element);
        if (step != null) {
            var known = step.note;
            var all = known == null ? note : known.contains(note) ? known : known + "; " + note;
            step.note = all.length() > MOST_NOTE ? all.substring(0, MOST_NOTE) : all;
        }
    }

    void count(Run run, String element, int entered, int waiting, Instant at) {
        var count = sums(run, element, at);
        count[0] += entered;
        count[1] += waiting;
    }

    /** Counts one that has waited this long at the element and waits no more. */
    void waited(Run run, String element, Duration time, Instant at) {
        count(run, element, 0, -1, at);
        sums(run, element, at)[2] += Math.max(0, time.toMillis());
    }

    /**
     * Counts one that came by a move and rests on where it rested: over all versions that is one visit. How long it has rested
     * there before counts over all versions only when it goes on.
     */
    void goesOn(Run run, String element, Duration before, Instant at) {
        count(run, RunLog.goingOn(element), 1, 0, at);
        sums(run, RunLog.goingOn(element), at)[2] += before.toMillis();
    }

    /** Counts that one went on which had rested there this long in other versions. */
    void wentOn(Run run, String element, Duration before, Instant at) {
        if (!before.isZero()) {
            sums(run, RunLog.goingOn(element), at)[2] -= before.toMillis();
        }
    }

    private long[] sums(Run run, String element, Instant at) {
        return counts.computeIfAbsent(
                new Counted(run.scenario().key(), run.version(), element, days.of(at)), counted -> new long[3]);
    }

    void outcome(Run run, String what, Instant at) {
        rows.add(Conversions.NOTE, TimeOrderedIds.next(), run.enrolment(), what, Utc.of(at));
    }

    void result(long enrolment, String result) {
        results.put(enrolment, result);
    }

    /** The result that this transaction noted; the run has ended with it, so that it is not written by itself. */
    @Nullable
    String takeResult(long enrolment) {
        return results.remove(enrolment);
    }

    /** All that end in one transaction end at one moment, so that one statement can write it. */
    void ended(long enrolment, String result, Instant at) {
        var moment = endedAt == null ? at : endedAt;
        endedAt = moment;
        rows.addId(END, enrolment, result, Utc.of(moment));
    }

    @Override
    public boolean settle() {
        if (steps.isEmpty() && counts.isEmpty() && results.isEmpty()) {
            return false;
        }
        writeSteps();
        counts.forEach((counted, count) -> rows.add(
                TALLY,
                TimeOrderedIds.next(),
                counted.scenario(),
                counted.version(),
                counted.element(),
                counted.day(),
                count[0],
                count[1],
                count[2]));
        results.forEach((enrolment, result) -> rows.add(RESULT, result, enrolment));
        counts.clear();
        results.clear();
        return true;
    }

    /** The steps of each run share a row. */
    private void writeSteps() {
        var open = new HashMap<Long, StepRow>();
        var all = new ArrayList<StepRow>();
        for (var step : steps) {
            var row = open.get(step.enrolment);
            if (row == null || !row.add(step.noted())) {
                row = new StepRow(step.id, step.enrolment, step.noted());
                open.put(step.enrolment, row);
                all.add(row);
            }
        }
        all.forEach(row -> rows.add(StepRow.INSERT, row.arguments()));
        steps.clear();
    }
}
