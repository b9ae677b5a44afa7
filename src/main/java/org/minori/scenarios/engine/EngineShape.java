package org.minori.scenarios.engine;

import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.camunda.bpm.engine.RepositoryService;
import org.camunda.bpm.engine.impl.RepositoryServiceImpl;
import org.camunda.bpm.engine.impl.pvm.PvmTransition;
import org.camunda.bpm.engine.impl.pvm.ReadOnlyProcessDefinition;
import org.camunda.bpm.engine.impl.pvm.process.ActivityImpl;
import org.camunda.bpm.engine.impl.pvm.process.ScopeImpl;
import org.springframework.stereotype.Service;

/** How the elements of a version hang together, as the engine has it. */
@Service
public class EngineShape {

    private final RepositoryServiceImpl repository;

    EngineShape(RepositoryService repository) {
        this.repository = (RepositoryServiceImpl) repository;
    }

    /** A way from one element to the next. */
    public record Flow(String id, String to) {}

    /** What leads on from each element of the version; from what holds a boundary event also to that. */
    public Map<String, List<Flow>> flows(String definition) {
        ReadOnlyProcessDefinition process = repository.getDeployedProcessDefinition(definition);
        var flows = new HashMap<String, List<Flow>>();
        if (process instanceof ScopeImpl scope) {
            collect(scope, flows);
        }
        return flows;
    }

    private static void collect(ScopeImpl scope, Map<String, List<Flow>> flows) {
        for (ActivityImpl activity : scope.getActivities()) {
            flows.put(
                    activity.getId(),
                    activity.getOutgoingTransitions().stream()
                            .map(EngineShape::flow)
                            .toList());
            collect(activity, flows);
        }
    }

    private static Flow flow(PvmTransition transition) {
        return new Flow(transition.getId(), transition.getDestination().getId());
    }

    /** Everything that can come after the element, itself included. */
    public static Set<String> from(String element, Map<String, List<Flow>> flows) {
        var seen = new LinkedHashSet<String>();
        var open = new java.util.ArrayDeque<>(List.of(element));
        while (!open.isEmpty()) {
            var next = open.pop();
            if (seen.add(next)) {
                flows.getOrDefault(next, List.of()).forEach(flow -> open.add(flow.to()));
            }
        }
        return seen;
    }
}
