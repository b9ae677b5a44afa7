package org.minori.scenarios.operations;

import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.BiFunction;
import org.minori.scenarios.engine.EngineIncidents;
import org.minori.scenarios.runs.RunDeeds.What;
import org.minori.scenarios.runs.RunEnding;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** How each {@link Cure} is done to some of many; who is not stuck any more needs none. */
@Configuration(proxyBeanMethods = false)
class CureKinds {

    private record CureKind(String name, BiFunction<Batch, List<Long>, Set<Long>> cure) implements BatchKind {

        @Override
        public Worked work(Batch batch, List<Long> enrolments) {
            return new Worked(cure.apply(batch, enrolments), Map.of());
        }
    }

    @Bean
    BatchKind retryKind(EngineIncidents incidents) {
        return new CureKind(Cure.RETRY.kind(), (batch, runs) -> incidents.retry(runs));
    }

    @Bean
    BatchKind skipKind(EngineIncidents incidents, Repairing repairing) {
        return new CureKind(Cure.SKIP.kind(), (batch, runs) -> {
            var stuck = incidents.stuckAmong(runs);
            stuck.forEach(run -> repairing.skipStuck(batch.scenario(), run, batch.by()));
            return stuck;
        });
    }

    @Bean
    BatchKind endKind(EngineIncidents incidents, RunEnding ending) {
        return new CureKind(Cure.END.kind(), (batch, runs) -> {
            var stuck = incidents.stuckAmong(runs);
            ending.end(stuck, Repairing.WHY, What.ENDED, batch.by());
            return stuck;
        });
    }
}
