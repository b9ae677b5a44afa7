package org.minori.scenarios.authoring;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.minori.segments.ScenarioChoices;
import org.minori.segments.SegmentUse;
import org.springframework.stereotype.Component;

/** Tells segments which scenarios there are to be named in rules, and which published ones rely on a segment. */
@Component
class ScenarioSegments implements SegmentUse, ScenarioChoices {

    private final PublishedScenarios published;
    private final CompiledScenarios compiled;

    ScenarioSegments(PublishedScenarios published, CompiledScenarios compiled) {
        this.published = published;
        this.compiled = compiled;
    }

    @Override
    public List<String> usersOf(String segment) {
        return published.all().stream()
                .filter(scenario -> scenario.settings().exits().contains(segment)
                        || scenario.settings().suppressed().contains(segment)
                        || compiled.of(scenario.key(), scenario.version()).steps().values().stream()
                                .anyMatch(step -> names(step, segment)))
                .map(PublishedScenario::name)
                .toList();
    }

    private static boolean names(CompiledScenario.Step step, String segment) {
        return step.parameter("segment", "").equals(segment)
                || (step.parameter("event", "").equals("segmentEntered")
                        && step.parameter("subject", "").equals(segment));
    }

    @Override
    public Map<String, String> scenarios() {
        var names = new LinkedHashMap<String, String>();
        published.all().forEach(scenario -> names.put(scenario.key(), scenario.name()));
        return names;
    }
}
