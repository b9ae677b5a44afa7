package org.minori.scenarios.authoring;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import java.time.Instant;
import org.minori.scenarios.authoring.CompiledScenario.Step;
import org.springframework.stereotype.Service;

/** Since when a start has been published as it is now: publishing something else anew makes it neither late nor early. */
@Service
public class StartHistory {

    private final ScenarioRows rows;
    private final CompiledScenarios compiled;
    private final Cache<Published, Instant> known =
            Caffeine.newBuilder().maximumSize(5_000).build();

    StartHistory(ScenarioRows rows, CompiledScenarios compiled) {
        this.rows = rows;
        this.compiled = compiled;
    }

    private record Published(String key, int version, String element) {}

    /** When the oldest of the versions was published that have had this very start without a break. */
    public Instant since(PublishedScenario scenario, Step start) {
        return known.get(
                new Published(scenario.key(), scenario.version(), start.element()), wanted -> read(scenario, start));
    }

    private Instant read(PublishedScenario scenario, Step start) {
        var since = Instant.MAX;
        for (var version : rows.versions(scenario.key())) {
            if (version.version() > scenario.version()) {
                continue;
            }
            if (!start.equals(
                    compiled.of(scenario.key(), version.version()).steps().get(start.element()))) {
                break;
            }
            since = version.publishedAt();
        }
        return since;
    }
}
