package org.minori.scenarios.runs;

import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.minori.scenarios.authoring.CompiledScenario.Step;
import org.minori.scoring.LeadScores;
import org.minori.storage.BatchedRows;
import org.minori.storage.TimeOrderedIds;
import org.minori.tracking.TouchpointType;
import org.springframework.stereotype.Service;

/** Who waits for what: rows that an event finds by contact, written in the transaction in which the wait begins. */
@Service
public class Waits {

    /** Waits for something that may be so already when the wait begins. */
    static final Set<String> FOR_A_STATE =
            Set.of(Signals.SCORE_REACHED, Signals.SEGMENT_ENTERED, Signals.STAGE_CHANGED);

    /** The step that waits for an event; those beside it wait for a moment. */
    static final String FOR_EVENT = "waitForEvent";

    private static final String INSERT = """
            INSERT INTO scenario_wait
              (id, contact_id, kind, subject, at_least, execution_id, task_id, enrolment_id, element, holder)
            VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?)
            """;
    private static final String DELETE = "DELETE FROM scenario_wait WHERE enrolment_id = ? AND holder = ?";
    private static final String DELETE_ALL = "DELETE FROM scenario_wait WHERE enrolment_id = ?";

    private final BatchedRows rows;
    private final Signals signals;

    Waits(BatchedRows rows, Signals signals) {
        this.rows = rows;
        this.signals = signals;
    }

    /** What a step waits for, whether it stands at a waiting event or at the start of a goal. */
    record Awaited(String kind, String subject, @Nullable Integer atLeast) {

        static Awaited of(Step step) {
            return switch (step.kind()) {
                case "startOnScore" -> score(step.parameter("score", LeadScores.OVERALL), step);
                case "startOnSegment" -> new Awaited(Signals.SEGMENT_ENTERED, step.parameter("segment", ""), null);
                case "startOnForm" -> new Awaited(TouchpointType.FORM_SUBMITTED, step.parameter("form", ""), null);
                case "startOnEmail" -> new Awaited(mailEvent(step), step.parameter("email", ""), null);
                case "callScenario" -> new Awaited(Signals.RUN_ENDED, "", null);
                case "startOnStage" -> new Awaited(Signals.STAGE_CHANGED, step.parameter("stage", ""), null);
                default -> event(step);
            };
        }

        private static String mailEvent(Step step) {
            return step.parameter("action", "").equals("clicked")
                    ? TouchpointType.EMAIL_CLICKED
                    : TouchpointType.EMAIL_OPENED;
        }

        private static Awaited event(Step step) {
            var kind = step.parameter("event", "");
            var subject = step.parameter("subject", "");
            return kind.equals(Signals.SCORE_REACHED)
                    ? score(subject.isEmpty() ? LeadScores.OVERALL : subject, step)
                    : new Awaited(kind, subject, null);
        }

        private static Awaited score(String score, Step step) {
            return new Awaited(Signals.SCORE_REACHED, score, Integer.valueOf(step.parameter("atLeast", "0")));
        }
    }

    /** The run waits at the holder for the event of the step. */
    void begin(Run run, String executionId, Step step, String holder) {
        var awaited = Awaited.of(step);
        long id = TimeOrderedIds.next();
        rows.add(
                INSERT,
                id,
                run.contact().value(),
                awaited.kind(),
                awaited.subject(),
                awaited.atLeast(),
                executionId,
                null,
                run.enrolment(),
                step.element(),
                holder);
        if (FOR_A_STATE.contains(awaited.kind())) {
            signals.recheck(run.contact(), id);
        }
    }

    /** The run waits at a task until sales decides about what was handed over under the word. */
    public void forDecision(Run run, String executionId, String taskId, String element, String once) {
        rows.add(
                INSERT,
                TimeOrderedIds.next(),
                run.contact().value(),
                Signals.SALES_DECIDED,
                once,
                null,
                executionId,
                taskId,
                run.enrolment(),
                element,
                element);
    }

    /** The run waits until another one of the contact is over. */
    void forRun(Run run, String executionId, String element, String awaited) {
        long id = TimeOrderedIds.next();
        rows.add(
                INSERT,
                id,
                run.contact().value(),
                Signals.RUN_ENDED,
                awaited,
                null,
                executionId,
                null,
                run.enrolment(),
                element,
                element);
        signals.recheck(run.contact(), id);
    }

    /** The run is past the holder, whatever came. */
    public void end(Run run, String holder) {
        rows.add(DELETE, run.enrolment(), holder);
    }

    void endAll(Run run) {
        rows.add(DELETE_ALL, run.enrolment());
    }
}
