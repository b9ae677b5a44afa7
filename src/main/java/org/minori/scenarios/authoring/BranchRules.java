package org.minori.scenarios.authoring;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.minori.scenarios.authoring.Condition.Name;
import org.minori.scenarios.authoring.Diagram.Flow;
import org.minori.scenarios.authoring.Diagram.Node;

/** Says which arrows out of a branch can be taken at all: not those whose condition never holds or comes too late. */
final class BranchRules {

    private final Diagram diagram;
    private final Map<String, Condition> conditions;

    BranchRules(Diagram diagram, Map<String, Condition> conditions) {
        this.diagram = diagram;
        this.conditions = conditions;
    }

    /** Notes the arrows that nobody takes. */
    void check(Problems problems) {
        for (var node : diagram.nodes()) {
            if (node.is("exclusiveGateway")) {
                check(node, problems);
            }
        }
    }

    private void check(Node gateway, Problems problems) {
        for (var flow : diagram.outOf(gateway.id())) {
            var condition = conditions.get(flow.id());
            if (condition != null
                    && !new Situations(List.of(condition)).any(situation -> condition.holds(situation::get))) {
                problems.error(flow.id(), "contradiction");
            } else if (!isTaken(gateway, flow, Map.of())) {
                problems.warning(flow.id(), condition == null ? "defaultCovered" : "conditionCovered");
            }
        }
    }

    /** Whether some contact with the given values takes the arrow; the engine asks them in the order they are drawn. */
    boolean isTaken(Node gateway, Flow flow, Map<Name, Object> given) {
        var usual = gateway.drawn().attributeText("default");
        var first = new ArrayList<Condition>();
        for (var other : diagram.outOf(gateway.id())) {
            if (other.id().equals(flow.id()) && !flow.id().equals(usual)) {
                break;
            }
            var condition = conditions.get(other.id());
            if (condition != null && !other.id().equals(usual)) {
                first.add(condition);
            }
        }
        var own = conditions.get(flow.id());
        var all = new ArrayList<>(first);
        if (own != null) {
            all.add(own);
        }
        return new Situations(all).any(situation -> {
            Function<Name, @Nullable Object> values =
                    name -> given.containsKey(name) ? given.get(name) : situation.get(name);
            return (own == null || own.holds(values)) && first.stream().noneMatch(other -> other.holds(values));
        });
    }
}
