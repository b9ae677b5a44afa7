package org.minori.scenarios.steps;

import org.camunda.bpm.engine.delegate.DelegateExecution;
import org.camunda.bpm.engine.delegate.JavaDelegate;
import org.minori.contacts.Stage;
import org.minori.sales.SalesHandoff;
import org.springframework.stereotype.Component;

/** Step "change stage": moves the lead in its life. */
@Component
class ChangeStageDelegate implements JavaDelegate {

    private final ScenarioSteps steps;
    private final SalesHandoff sales;

    ChangeStageDelegate(ScenarioSteps steps, SalesHandoff sales) {
        this.steps = steps;
        this.sales = sales;
    }

    @Override
    public void execute(DelegateExecution execution) {
        var step = steps.of(execution);
        sales.changeStage(step.contact(), Stage.valueOf(step.parameter("stage")));
    }
}
