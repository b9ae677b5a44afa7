package org.minori.scenarios.authoring;

import java.util.List;
import org.minori.campaigns.AudienceUse;
import org.minori.integration.WebhookUse;
import org.springframework.stereotype.Component;

/** Tells other modules which published scenarios rely on what they own. */
@Component
class ScenarioUses implements WebhookUse, AudienceUse {

    private final PublishedScenarios published;
    private final CompiledScenarios compiled;

    ScenarioUses(PublishedScenarios published, CompiledScenarios compiled) {
        this.published = published;
        this.compiled = compiled;
    }

    @Override
    public List<String> usersOf(String webhook) {
        return naming("webhook", webhook);
    }

    @Override
    public List<String> usersOfAudience(String audience) {
        return naming("audience", audience);
    }

    /** The names of the scenarios with a step whose parameter has the value. */
    List<String> naming(String parameter, String value) {
        return published.all().stream()
                .filter(scenario -> compiled.of(scenario.key(), scenario.version()).steps().values().stream()
                        .anyMatch(step -> step.parameter(parameter, "").equals(value)))
                .map(PublishedScenario::name)
                .toList();
    }
}
