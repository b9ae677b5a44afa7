package org.minori.scenarios.steps;

import org.camunda.bpm.engine.delegate.DelegateExecution;
import org.camunda.bpm.engine.delegate.JavaDelegate;
import org.minori.delivery.EmailOutbox;
import org.minori.delivery.EmailRequest;
import org.springframework.stereotype.Component;

/** Step "send e-mail": puts one mail into the outbox for the contact of this run. */
@Component
class SendEmailDelegate implements JavaDelegate {

    private final ScenarioSteps steps;
    private final EmailOutbox outbox;

    SendEmailDelegate(ScenarioSteps steps, EmailOutbox outbox) {
        this.steps = steps;
        this.outbox = outbox;
    }

    @Override
    public void execute(DelegateExecution execution) {
        var step = steps.of(execution);
        outbox.queue(new EmailRequest(
                step.once(),
                step.contact(),
                step.parameter("email"),
                step.origin(),
                step.enrolment(),
                step.hours("lateAfterHours"),
                step.parameter("ifLate", "send").equals("send"),
                step.flag("anyHour"),
                step.flag("alsoWithSales")));
    }
}
