package org.minori.scenarios.authoring;

import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * A drawing after compilation: the executable model for the engine and what its steps mean for us. Immutable; made anew
 * from the stored drawing, never stored in parts.
 *
 * @param executableXml BPMN with our delegates, timers and messages, the same element ids and the same picture
 * @param steps every element that carries a step, by element id; also those of boundary and goal events
 * @param elements every flow node, by id, for logs and counts
 * @param conditions the condition of each sequence flow that has one, by flow id
 * @param branches the sequence flows that are one of several out of a node, by flow id
 * @param goalEvents the start events of goals (interrupting event sub-processes), which wait from the first moment
 */
public record CompiledScenario(
        String key,
        String name,
        String executableXml,
        Map<String, Step> steps,
        Map<String, Element> elements,
        Map<String, Condition> conditions,
        Map<String, Branch> branches,
        Set<String> goalEvents) {

    /** One use of a step kind with its parameters as written; required ones are there and values were checked. */
    public record Step(String element, String kind, Map<String, String> parameters) {

        /** A parameter's text, or what holds without it. */
        public String parameter(String name, String otherwise) {
            return parameters.getOrDefault(name, otherwise);
        }
    }

    /**
     * One node of the diagram.
     *
     * @param type the local name of the BPMN element
     * @param result of an end event: converted, exhausted, handedOver or left; empty elsewhere
     * @param gatewayEvents of an event-based gateway: the event elements behind it that can wake it
     */
    public record Element(String id, String name, String type, String result, List<String> gatewayEvents) {}

    /** A flow from one node to another. */
    public record Branch(String source, String target) {}

    /** The start steps: how contacts may come in; those of goals, which end a run, are not among them. */
    public List<Step> starts() {
        return steps.values().stream()
                .filter(step -> step.kind().startsWith("start") && !goalEvents.contains(step.element()))
                .toList();
    }
}
