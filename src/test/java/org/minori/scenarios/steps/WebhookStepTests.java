package org.minori.scenarios.steps;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;
import org.minori.MinoriTest;
import org.minori.integration.WebhookConflict;
import org.minori.integration.Webhooks;
import org.minori.scenarios.runs.Drawn;
import org.minori.scenarios.runs.ScenarioRuns;
import org.springframework.beans.factory.annotation.Autowired;

@MinoriTest
class WebhookStepTests {

    @Autowired
    ScenarioRuns runs;

    @Autowired
    Webhooks webhooks;

    private final String key = "crm-" + Long.toString(System.nanoTime(), 36);

    @Test
    void aStepLeavesOneCallInTheOutboxEvenWhenWhatFollowsFailsAndIsTriedAgain() {
        webhooks.create(key, new Webhooks.Definition("CRM", "https://crm.example.jp/", null, true, false));
        var scenario = runs.publish(Drawn.scenario()
                .start("Start", "startManually")
                .days("Wait", 1)
                .task("Call", "callWebhook", "webhook", key)
                .task("Broken", "updateContact", "field", "noSuchField", "value", "x")
                .end("End", "exhausted")
                .way("Start", "Wait", "Call", "Broken", "End"));
        var fine = runs.publish(Drawn.scenario()
                .start("Start", "startManually")
                .task("Call", "callWebhook", "webhook", key)
                .end("End", "exhausted")
                .way("Start", "Call", "End"));
        var taro = runs.somebody();
        runs.enrol(scenario, taro);
        var run = runs.of(scenario, taro);

        assertThatThrownBy(() -> run.fire("Wait")).isInstanceOf(RuntimeException.class);
        assertThat(webhooks.find(key).orElseThrow().waiting()).isZero();
        runs.enrol(fine, taro);

        assertThat(webhooks.find(key).orElseThrow().waiting()).isEqualTo(1);
        assertThat(runs.of(fine, taro).status()).isEqualTo("ENDED exhausted");
        assertThatThrownBy(() -> webhooks.delete(key)).isInstanceOf(WebhookConflict.class);
    }
}
