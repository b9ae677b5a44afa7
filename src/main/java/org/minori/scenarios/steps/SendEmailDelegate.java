package org.minori.scenarios.steps;

import org.camunda.bpm.engine.delegate.DelegateExecution;
import org.camunda.bpm.engine.delegate.JavaDelegate;
import org.minori.delivery.EmailOutbox;
import org.minori.delivery.EmailRequest;
import org.minori.scenarios.runs.LateMails;
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
        boolean expired = LateMails.hasExpired(step.enrolment());
        outbox.queue(new EmailRequest(
                step.once(),
                step.contact(),
                step.parameter("email"),
                step.origin(),
                step.enrolment(),
                expired ? LateMails.TOO_LATE : step.hours("lateAfterHours"),
                !expired && step.parameter("ifLate", "send").equals("send"),
                step.flag("anyHour"),
                step.flag("alsoWithSales")));
    }
}
