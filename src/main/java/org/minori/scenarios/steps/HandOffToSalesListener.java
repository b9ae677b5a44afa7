package org.minori.scenarios.steps;

import org.camunda.bpm.engine.delegate.DelegateTask;
import org.camunda.bpm.engine.delegate.TaskListener;
import org.minori.sales.HandoverRequest;
import org.minori.sales.SalesHandoff;
import org.minori.scenarios.runs.Waits;
import org.springframework.stereotype.Component;

/** Step "hand off to sales": makes the task of sales when the run comes here; the run waits until sales decides. */
@Component
class HandOffToSalesListener implements TaskListener {

    private final ScenarioSteps steps;
    private final SalesHandoff sales;
    private final Waits waits;

    HandOffToSalesListener(ScenarioSteps steps, SalesHandoff sales, Waits waits) {
        this.steps = steps;
        this.sales = sales;
        this.waits = waits;
    }

    @Override
    public void notify(DelegateTask task) {
        var execution = task.getExecution();
        var step = steps.of(execution);
        sales.handOver(new HandoverRequest(
                step.once(),
                step.contact(),
                step.run().sender(),
                step.scenarioName(),
                step.optional("team").orElse(null),
                step.hours("acceptWithinHours"),
                step.hours("remindAfterHours"),
                step.optional("message").orElse(null)));
        waits.forDecision(step.run(), execution.getId(), task.getId(), step.element(), step.once());
    }
}
