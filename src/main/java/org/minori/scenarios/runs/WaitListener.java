package org.minori.scenarios.runs;

import java.util.List;
import org.camunda.bpm.engine.delegate.DelegateExecution;
import org.camunda.bpm.engine.delegate.ExecutionListener;
import org.minori.scenarios.authoring.CompiledScenario.Element;
import org.springframework.stereotype.Component;

/** Stands on waiting events and event-based gateways of compiled models: notes what the run waits for, and that it no longer does. */
@Component
class WaitListener implements ExecutionListener {

    private final RunDirectory runs;
    private final Waits waits;

    WaitListener(RunDirectory runs, Waits waits) {
        this.runs = runs;
        this.waits = waits;
    }

    @Override
    public void notify(DelegateExecution execution) {
        var run = runs.of(execution);
        var holder = execution.getCurrentActivityId();
        var element = run.scenario().elements().get(holder);
        if (element == null || !RunLog.waits(run.scenario(), element)) {
            return;
        }
        if (execution.getEventName().equals(EVENTNAME_START)) {
            begin(execution, run, element);
        } else {
            waits.end(run, holder);
        }
    }

    private void begin(DelegateExecution execution, Run run, Element element) {
        var events = element.gatewayEvents().isEmpty() ? List.of(element.id()) : element.gatewayEvents();
        for (var event : events) {
            var step = run.scenario().steps().get(event);
            if (step != null && step.kind().equals(Waits.FOR_EVENT)) {
                waits.begin(run, execution.getId(), step, element.id());
            }
        }
    }
}
