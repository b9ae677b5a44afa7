package org.minori.scenarios.authoring;

import java.util.List;
import java.util.function.Supplier;
import org.minori.calendar.BusinessCalendars;
import org.minori.campaigns.Audiences;
import org.minori.integration.Webhooks;
import org.minori.scenarios.authoring.StepChoices.Choice;
import org.minori.scenarios.authoring.StepParameter.Type;
import org.minori.segments.Segments;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** Where the things that steps name come from. */
@Configuration(proxyBeanMethods = false)
class ChoiceSources {

    private record Listed(Type type, Supplier<List<Choice>> list) implements ChoiceSource {

        @Override
        public List<Choice> all() {
            return list.get();
        }
    }

    @Bean
    ChoiceSource fixedSegmentChoices(Segments segments) {
        return new Listed(
                Type.FIXED_SEGMENT,
                () -> segments.fixed().stream()
                        .map(segment -> new Choice(segment.key(), segment.name()))
                        .toList());
    }

    @Bean
    ChoiceSource calendarChoices(BusinessCalendars calendars) {
        return new Listed(
                Type.CALENDAR,
                () -> calendars.all().stream()
                        .map(calendar -> new Choice(calendar.key(), calendar.name()))
                        .toList());
    }

    @Bean
    ChoiceSource webhookChoices(Webhooks webhooks) {
        return new Listed(
                Type.WEBHOOK,
                () -> webhooks.all().stream()
                        .map(webhook -> new Choice(webhook.key(), webhook.name()))
                        .toList());
    }

    @Bean
    ChoiceSource tableChoices(DecisionTables tables) {
        return new Listed(
                Type.TABLE,
                () -> tables.all().stream()
                        .map(table -> new Choice(table.key(), table.name()))
                        .toList());
    }

    @Bean
    ChoiceSource audienceChoices(Audiences audiences) {
        return new Listed(
                Type.AUDIENCE,
                () -> audiences.all().stream()
                        .map(audience -> new Choice(audience.key(), audience.name()))
                        .toList());
    }

    @Bean
    ChoiceSource scenarioChoices(PublishedScenarios published) {
        return new Listed(
                Type.SCENARIO,
                () -> published.all().stream()
                        .map(scenario -> new Choice(scenario.key(), scenario.name()))
                        .toList());
    }
}
