package org.minori.scenarios.steps;

import org.camunda.bpm.engine.delegate.DelegateExecution;
import org.camunda.bpm.engine.delegate.JavaDelegate;
import org.minori.contacts.ContactDirectory;
import org.springframework.stereotype.Component;

/** Step "add a tag". */
@Component
class AddTagDelegate implements JavaDelegate {

    private final ScenarioSteps steps;
    private final ContactDirectory contacts;

    AddTagDelegate(ScenarioSteps steps, ContactDirectory contacts) {
        this.steps = steps;
        this.contacts = contacts;
    }

    @Override
    public void execute(DelegateExecution execution) {
        var step = steps.of(execution);
        contacts.addTag(step.contact(), step.parameter("tag"));
    }
}
