package org.minori.scenarios.steps;

import org.camunda.bpm.engine.delegate.DelegateExecution;
import org.camunda.bpm.engine.delegate.JavaDelegate;
import org.minori.scenarios.runs.Leaving;
import org.springframework.stereotype.Component;

/** Step "leave other scenarios": asks that the contact's other runs end. */
@Component
class LeaveScenariosDelegate implements JavaDelegate {

    private final ScenarioSteps steps;
    private final Leaving leaving;

    LeaveScenariosDelegate(ScenarioSteps steps, Leaving leaving) {
        this.steps = steps;
        this.leaving = leaving;
    }

    @Override
    public void execute(DelegateExecution execution) {
        var step = steps.of(execution);
        leaving.ask(step.run(), step.parameter("scenarios"));
    }
}
