package org.minori.scenarios.steps;

import org.camunda.bpm.engine.delegate.DelegateExecution;
import org.camunda.bpm.engine.delegate.JavaDelegate;
import org.minori.contacts.ContactDirectory;
import org.springframework.stereotype.Component;

/** Step "remove a tag". */
@Component
class RemoveTagDelegate implements JavaDelegate {

    private final ScenarioSteps steps;
    private final ContactDirectory contacts;

    RemoveTagDelegate(ScenarioSteps steps, ContactDirectory contacts) {
        this.steps = steps;
        this.contacts = contacts;
    }

    @Override
    public void execute(DelegateExecution execution) {
        var step = steps.of(execution);
        contacts.removeTag(step.contact(), step.parameter("tag"));
    }
}
