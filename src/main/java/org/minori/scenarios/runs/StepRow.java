package org.minori.scenarios.runs;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.io.JsonStringEncoder;
import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.minori.storage.Utc;

/**
 * The steps that a run passed in one transaction as one row of the log: the first in columns, those after it as a JSON
 * list of [kind's first letter, element, flow, milliseconds after the first, note], each without the nulls at its end. A
 * contact passes four steps or so between two waits, and a row each was a third of all that a run writes.
 */
final class StepRow {

    static final String INSERT = """
            INSERT INTO enrolment_step (id, enrolment_id, element, kind, flow, happened_at, note, further)
            VALUES (?, ?, ?, ?, ?, ?, ?, ?)
            """;

    /** What the column holds. */
    private static final int LONGEST = 4_000;

    private static final ObjectMapper JSON = new ObjectMapper();
    private static final TypeReference<List<List<Object>>> LIST = new TypeReference<>() {};
    private static final int ELEMENT = 1;
    private static final int FLOW = 2;
    private static final int LATER = 3;
    private static final int NOTE = 4;

    private final long id;
    private final long enrolment;
    private final RunStep first;
    private final StringBuilder further = new StringBuilder();

    StepRow(long id, long enrolment, RunStep first) {
        this.id = id;
        this.enrolment = enrolment;
        this.first = first;
    }

    /** Adds the next step; false when the row is full. */
    boolean add(RunStep step) {
        int before = further.length();
        further.append(before == 0 ? '[' : ',');
        write(step);
        if (further.length() < LONGEST) {
            return true;
        }
        further.setLength(before);
        return false;
    }

    /** What to bind for {@link #INSERT}. */
    @Nullable
    Object[] arguments() {
        return new @Nullable Object[] {
            id,
            enrolment,
            first.element(),
            first.kind(),
            first.flow(),
            Utc.of(first.at()),
            first.note(),
            further.isEmpty() ? null : further + "]"
        };
    }

    /** All steps of a row in the order in which they were passed. */
    static List<RunStep> steps(RunStep first, @Nullable String further) {
        if (further == null) {
            return List.of(first);
        }
        var steps = new ArrayList<RunStep>();
        steps.add(first);
        try {
            for (var step : JSON.readValue(further, LIST)) {
                steps.add(read(step, first));
            }
        } catch (JsonProcessingException e) {
            throw new IllegalStateException(e);
        }
        return steps;
    }

    private void write(RunStep step) {
        long later = Duration.between(Utc.of(first.at()), Utc.of(step.at())).toMillis();
        further.append("[\"").append(step.kind().charAt(0)).append("\",");
        text(step.element());
        if (step.flow() != null || later != 0 || step.note() != null) {
            further.append(',');
            text(step.flow());
        }
        if (later != 0 || step.note() != null) {
            further.append(',').append(later);
        }
        if (step.note() != null) {
            further.append(',');
            text(step.note());
        }
        further.append(']');
    }

    private void text(@Nullable String text) {
        if (text == null) {
            further.append("null");
            return;
        }
        further.append('"');
        JsonStringEncoder.getInstance().quoteAsString(text, further);
        further.append('"');
    }

    private static RunStep read(List<Object> step, RunStep first) {
        var kind = switch (String.valueOf(step.get(0))) {
            case "E" -> RunStep.ENTERED;
            case "L" -> RunStep.LEFT;
            default -> RunStep.PASSED;
        };
        return new RunStep(
                Objects.requireNonNull(text(step, ELEMENT)),
                kind,
                text(step, FLOW),
                step.size() > LATER && step.get(LATER) instanceof Number later
                        ? first.at().plusMillis(later.longValue())
                        : first.at(),
                text(step, NOTE));
    }

    private static @Nullable String text(List<Object> step, int place) {
        return step.size() > place && step.get(place) instanceof String text ? text : null;
    }
}
