package org.minori.scenarios.engine;

import org.camunda.bpm.engine.RuntimeService;
import org.springframework.stereotype.Service;

/** Takes runs by hand from where they rest to another element; what follows runs at once, until they rest again. */
@Service
public class EngineRepairs {

    private final RuntimeService runtime;

    EngineRepairs(RuntimeService runtime) {
        this.runtime = runtime;
    }

    /** Leaves the one element and begins the other; whatever fails on the way undoes it all. */
    public void begin(long enrolment, String leave, String begin) {
        runtime.createProcessInstanceModification(OrderedIds.ofEnrolment(enrolment))
                .cancelAllForActivity(leave)
                .startBeforeActivity(begin)
                .execute();
    }

    /** Leaves the one element and goes on behind the other, which has exactly one way out. */
    public void goOnBehind(long enrolment, String leave, String behind) {
        runtime.createProcessInstanceModification(OrderedIds.ofEnrolment(enrolment))
                .cancelAllForActivity(leave)
                .startAfterActivity(behind)
                .execute();
    }
}
