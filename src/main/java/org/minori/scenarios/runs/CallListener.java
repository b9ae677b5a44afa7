package org.minori.scenarios.runs;

import org.camunda.bpm.engine.delegate.DelegateExecution;
import org.camunda.bpm.engine.delegate.ExecutionListener;
import org.springframework.stereotype.Component;

/** Stands on steps that call another scenario: begins that when the run comes, and ends it when the run leaves before. */
@Component
class CallListener implements ExecutionListener {

    private final RunDirectory runs;
    private final Calls calls;

    CallListener(RunDirectory runs, Calls calls) {
        this.runs = runs;
        this.calls = calls;
    }

    @Override
    public void notify(DelegateExecution execution) {
        var run = runs.of(execution);
        var step = run.scenario().steps().get(execution.getCurrentActivityId());
        if (step == null) {
            throw new IllegalStateException("no step at " + execution.getCurrentActivityId());
        }
        if (execution.getEventName().equals(EVENTNAME_START)) {
            calls.begin(run, execution.getId(), step);
        } else {
            calls.end(run, step);
        }
    }
}
