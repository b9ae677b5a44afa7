package org.minori.scenarios.operations;

import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.minori.scenarios.authoring.CompiledScenario;
import org.minori.scenarios.authoring.CompiledScenarios;
import org.minori.scenarios.engine.EngineShape;
import org.minori.scenarios.engine.EngineShape.Flow;
import org.springframework.stereotype.Component;

/** Foretells how many mails a run sends at most when it goes on from an element, until it waits again. */
@Component
class MailsAhead {

    private static final Set<String> BOTH_WAYS = Set.of("parallelGateway");

    private final EngineShape shape;
    private final CompiledScenarios compiled;

    MailsAhead(EngineShape shape, CompiledScenarios compiled) {
        this.shape = shape;
        this.compiled = compiled;
    }

    /** Of a run of the version that leaves the element now. */
    long after(String definition, String element) {
        var flows = shape.flows(definition);
        return next(compiled.ofDefinition(definition), flows, element, new HashSet<>());
    }

    private static long next(
            CompiledScenario scenario, Map<String, List<Flow>> flows, String element, Set<String> passed) {
        var ways = flows.getOrDefault(element, List.of()).stream()
                .mapToLong(flow -> at(scenario, flows, flow.to(), new HashSet<>(passed)))
                .toArray();
        var here = scenario.elements().get(element);
        boolean all = here != null && BOTH_WAYS.contains(here.type());
        long mails = 0;
        for (long way : ways) {
            mails = all ? mails + way : Math.max(mails, way);
        }
        return mails;
    }

    private static long at(
            CompiledScenario scenario, Map<String, List<Flow>> flows, String element, Set<String> passed) {
        var here = scenario.elements().get(element);
        if (here == null || !passed.add(element) || rests(here)) {
            return 0;
        }
        var step = scenario.steps().get(element);
        long mail = step != null && step.kind().equals("sendEmail") ? 1 : 0;
        return mail + next(scenario, flows, element, passed);
    }

    private static boolean rests(CompiledScenario.Element here) {
        return here.type().equals("userTask")
                || here.type().equals("eventBasedGateway")
                || here.type().equals("intermediateCatchEvent");
    }
}
