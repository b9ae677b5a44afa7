package org.minori.scenarios.engine;

import java.time.Instant;
import java.util.function.Supplier;
import org.camunda.bpm.engine.impl.cfg.IdGenerator;
import org.jspecify.annotations.Nullable;
import org.minori.storage.TimeOrderedIds;
import org.springframework.stereotype.Component;

/**
 * Gives the engine's rows short ids that grow with time (12 or 13 lower-case characters), which makes its inserts twice as
 * fast as its own random ones. A process instance gets the id of its enrolment, so that neither has to look the other up.
 */
@Component
public class OrderedIds implements IdGenerator {

    private static final int RADIX = 36;
    private static final ThreadLocal<@Nullable Long> NEXT = new ThreadLocal<>();

    OrderedIds() {}

    /** The id that the process instance of an enrolment has. */
    public static String ofEnrolment(long enrolment) {
        return Long.toString(enrolment, RADIX);
    }

    /** The enrolment whose process instance has the id. */
    public static long enrolmentOf(String processInstanceId) {
        return Long.parseLong(processInstanceId, RADIX);
    }

    /** When an activity instance began: the engine draws an id for each, and ids tell their time. */
    public static Instant enteredAt(String activityInstanceId) {
        var drawn = activityInstanceId.substring(activityInstanceId.lastIndexOf(':') + 1);
        return TimeOrderedIds.madeAt(Long.parseLong(drawn, RADIX));
    }

    /** Starts a process instance that bears the enrolment's id: the engine draws the instance's id before any other. */
    static <T> T startingAs(long enrolment, Supplier<T> start) {
        NEXT.set(enrolment);
        try {
            return start.get();
        } finally {
            NEXT.remove();
        }
    }

    @Override
    public String getNextId() {
        var given = NEXT.get();
        if (given != null) {
            NEXT.remove();
            return ofEnrolment(given);
        }
        return Long.toString(TimeOrderedIds.next(), RADIX);
    }
}
