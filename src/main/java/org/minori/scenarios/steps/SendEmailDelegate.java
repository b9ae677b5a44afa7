package org.minori.scenarios.steps;

import org.camunda.bpm.engine.delegate.DelegateExecution;
import org.camunda.bpm.engine.delegate.JavaDelegate;
import org.minori.delivery.EmailOutbox;
import org.minori.delivery.EmailRequest;
import org.minori.scenarios.runs.LateMails;
import org.minori.scenarios.runs.MailDefaults;
import org.springframework.stereotype.Component;

/** Step "send e-mail": puts one mail into the outbox for the contact of this run. */
@Component
class SendEmailDelegate implements JavaDelegate {

    private final ScenarioSteps steps;
    private final EmailOutbox outbox;
    private final MailDefaults defaults;

    SendEmailDelegate(ScenarioSteps steps, EmailOutbox outbox, MailDefaults defaults) {
        this.steps = steps;
        this.outbox = outbox;
        this.defaults = defaults;
    }

    @Override
    public void execute(DelegateExecution execution) {
        var step = steps.of(execution);
        boolean expired = LateMails.hasExpired(step.enrolment());
        var late = defaults.lateAfter(step.run().scenario().key());
        var lateAfter = step.hours("lateAfterHours");
        outbox.queue(new EmailRequest(
                step.once(),
                step.contact(),
                step.parameter("email"),
                step.origin(),
                step.enrolment(),
                expired ? LateMails.TOO_LATE : lateAfter == null ? late.orElse(null) : lateAfter,
                !expired
                        && step.parameter("ifLate", late.isPresent() ? "skip" : "send")
                                .equals("send"),
                step.flag("anyHour"),
                step.flag("alsoWithSales")));
    }
}
