package org.minori.scenarios.runs;

import org.camunda.bpm.engine.delegate.DelegateExecution;
import org.camunda.bpm.engine.delegate.ExecutionListener;
import org.springframework.stereotype.Component;

/** Stands on every compiled process: notes that a run starts, waits for its goals from the first moment, and ends. */
@Component
class RunListener implements ExecutionListener {

    /** What holds the waits for goals. */
    static final String GOALS = "";

    private final RunDirectory runs;
    private final Waits waits;
    private final RunLog log;
    private final Calls calls;

    RunListener(RunDirectory runs, Waits waits, RunLog log, Calls calls) {
        this.runs = runs;
        this.waits = waits;
        this.log = log;
        this.calls = calls;
    }

    @Override
    public void notify(DelegateExecution execution) {
        var run = runs.of(execution);
        var goals = run.scenario().goalEvents();
        if (execution.getEventName().equals(EVENTNAME_START)) {
            log.runStarted(run);
            for (var goal : goals) {
                var step = run.scenario().steps().get(goal);
                if (step != null) {
                    waits.begin(run, execution.getProcessInstanceId(), step, GOALS);
                }
            }
            return;
        }
        if (!goals.isEmpty()) {
            waits.endAll(run);
        }
        log.runEnded(run, execution.isCanceled());
        calls.over(run.enrolment(), run.contact());
    }
}
