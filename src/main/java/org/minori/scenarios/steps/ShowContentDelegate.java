package org.minori.scenarios.steps;

import org.camunda.bpm.engine.delegate.DelegateExecution;
import org.camunda.bpm.engine.delegate.JavaDelegate;
import org.minori.content.WebContentChoices;
import org.springframework.stereotype.Component;

/** Step "show web content": chooses what the contact sees in one slot of the web site. */
@Component
class ShowContentDelegate implements JavaDelegate {

    private final ScenarioSteps steps;
    private final WebContentChoices choices;

    ShowContentDelegate(ScenarioSteps steps, WebContentChoices choices) {
        this.steps = steps;
        this.choices = choices;
    }

    @Override
    public void execute(DelegateExecution execution) {
        var step = steps.of(execution);
        choices.choose(step.parameter("slot"), step.contact(), step.parameter("content"));
    }
}
