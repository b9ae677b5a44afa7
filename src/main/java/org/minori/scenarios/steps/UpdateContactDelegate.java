package org.minori.scenarios.steps;

import org.camunda.bpm.engine.delegate.DelegateExecution;
import org.camunda.bpm.engine.delegate.JavaDelegate;
import org.minori.contacts.ContactDirectory;
import org.springframework.stereotype.Component;

/** Step "update a field": sets one field of the contact. */
@Component
class UpdateContactDelegate implements JavaDelegate {

    private final ScenarioSteps steps;
    private final ContactDirectory contacts;

    UpdateContactDelegate(ScenarioSteps steps, ContactDirectory contacts) {
        this.steps = steps;
        this.contacts = contacts;
    }

    @Override
    public void execute(DelegateExecution execution) {
        var step = steps.of(execution);
        contacts.setField(step.contact(), step.parameter("field"), step.parameter("value"));
    }
}
