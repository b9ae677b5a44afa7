package org.minori.scenarios.steps;

import org.camunda.bpm.engine.delegate.DelegateExecution;
import org.camunda.bpm.engine.delegate.JavaDelegate;
import org.minori.integration.WebhookCall;
import org.minori.integration.Webhooks;
import org.springframework.stereotype.Component;

/** Step "call a webhook": notes one call for the outbox. */
@Component
class CallWebhookDelegate implements JavaDelegate {

    private final ScenarioSteps steps;
    private final Webhooks webhooks;

    CallWebhookDelegate(ScenarioSteps steps, Webhooks webhooks) {
        this.steps = steps;
        this.webhooks = webhooks;
    }

    @Override
    public void execute(DelegateExecution execution) {
        var step = steps.of(execution);
        webhooks.call(new WebhookCall(
                step.once(),
                step.parameter("webhook"),
                "scenarioStep",
                step.contact(),
                step.run().scenario().key(),
                step.scenarioName(),
                step.element()));
    }
}
