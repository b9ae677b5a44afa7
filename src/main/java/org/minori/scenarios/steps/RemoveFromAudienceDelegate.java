package org.minori.scenarios.steps;

import org.camunda.bpm.engine.delegate.DelegateExecution;
import org.camunda.bpm.engine.delegate.JavaDelegate;
import org.minori.campaigns.Audiences;
import org.springframework.stereotype.Component;

/** Step "remove from an audience": changes who an ad is shown to. */
@Component
class RemoveFromAudienceDelegate implements JavaDelegate {

    private final ScenarioSteps steps;
    private final Audiences audiences;

    RemoveFromAudienceDelegate(ScenarioSteps steps, Audiences audiences) {
        this.steps = steps;
        this.audiences = audiences;
    }

    @Override
    public void execute(DelegateExecution execution) {
        var step = steps.of(execution);
        audiences.remove(step.parameter("audience"), step.contact());
    }
}
