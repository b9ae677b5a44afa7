package org.minori.scenarios.engine;

import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;
import org.camunda.bpm.engine.impl.bpmn.parser.AbstractBpmnParseListener;
import org.camunda.bpm.engine.impl.persistence.entity.ProcessDefinitionEntity;
import org.camunda.bpm.engine.impl.util.xml.Element;
import org.jspecify.annotations.Nullable;

/**
 * Looks at every model that the engine is given, as it really stands there, and refuses what our compiler never writes:
 * the second lock behind the compiler, so that a fault in one of them opens nothing.
 */
final class DeploymentGate extends AbstractBpmnParseListener {

    private static final String BPMN = "http://www.omg.org/spec/BPMN/20100524/MODEL";
    private static final String CAMUNDA = "http://camunda.org/schema/1.0/bpmn";

    private static final Set<String> ELEMENTS = Set.of(
            "definitions",
            "process",
            "documentation",
            "extensionElements",
            "startEvent",
            "endEvent",
            "intermediateCatchEvent",
            "intermediateThrowEvent",
            "boundaryEvent",
            "serviceTask",
            "userTask",
            "receiveTask",
            "subProcess",
            "exclusiveGateway",
            "parallelGateway",
            "eventBasedGateway",
            "sequenceFlow",
            "conditionExpression",
            "incoming",
            "outgoing",
            "timerEventDefinition",
            "timeDuration",
            "timeDate",
            "messageEventDefinition",
            "message",
            "terminateEventDefinition",
            "laneSet",
            "lane",
            "flowNodeRef",
            "childLaneSet",
            "collaboration",
            "participant",
            "textAnnotation",
            "text",
            "association",
            "group",
            "category",
            "categoryValue");

    private static final Set<String> CAMUNDA_ELEMENTS =
            Set.of("properties", "property", "executionListener", "taskListener", "failedJobRetryTimeCycle");

    private static final Set<String> CAMUNDA_ATTRIBUTES = Set.of(
            "delegateExpression",
            "historyTimeToLive",
            "versionTag",
            "isStartableInTasklist",
            "asyncBefore",
            "asyncAfter",
            "exclusive",
            "priority",
            "jobPriority");

    private static final Set<String> LISTENER_ATTRIBUTES = Set.of("delegateExpression", "event", "name", "value", "id");

    private static final Pattern EXPRESSION = Pattern.compile("[$#]\\{");
    private static final Pattern OURS =
            Pattern.compile("\\$\\{([a-z][A-Za-z]*(Delegate|Listener)|(conditions|dates)\\['[A-Za-z0-9_.-]+'])}");

    @Override
    public void parseRootElement(Element root, List<ProcessDefinitionEntity> definitions) {
        check(root, null);
    }

    private void check(Element element, @Nullable Element parent) {
        var uri = element.getUri();
        if (BPMN.equals(uri)) {
            refuseUnless(ELEMENTS.contains(element.getTagName()), element, "element");
        } else if (CAMUNDA.equals(uri)) {
            refuseUnless(CAMUNDA_ELEMENTS.contains(element.getTagName()), element, "element");
            if (element.getTagName().equals("property")) {
                return;
            }
        } else {
            refuseUnless(uri != null && !uri.startsWith("http://activiti") && isPicture(element), element, "element");
            return;
        }
        for (var name : element.attributes()) {
            checkAttribute(element, name);
        }
        if (!isProse(element, parent)) {
            checkText(element, element.getText().strip());
        }
        for (var child : element.elements()) {
            check(child, element);
        }
    }

    private void checkAttribute(Element element, String name) {
        boolean prefixed = name.startsWith(CAMUNDA + ":");
        var local = prefixed ? name.substring(CAMUNDA.length() + 1) : name;
        if (prefixed) {
            refuseUnless(CAMUNDA_ATTRIBUTES.contains(local), element, "attribute " + local);
        } else if (CAMUNDA.equals(element.getUri())) {
            refuseUnless(LISTENER_ATTRIBUTES.contains(local), element, "attribute " + local);
        } else {
            refuseUnless(!name.contains("activiti.org"), element, "attribute " + name);
        }
        boolean neverEvaluated =
                local.equals("name") && !Set.of("userTask", "message").contains(element.getTagName());
        if (!neverEvaluated) {
            checkText(element, element.attribute(name));
        }
    }

    /** The documentation of a user task is evaluated by the engine, all other documentation is not. */
    private static boolean isProse(Element element, @Nullable Element parent) {
        return switch (element.getTagName()) {
            case "documentation" -> parent == null || !parent.getTagName().equals("userTask");
            case "text" -> true;
            default -> false;
        };
    }

    /** Shapes, edges, labels, colours: other namespaces that the engine never evaluates. */
    private static boolean isPicture(Element element) {
        return Set.of("BPMNDiagram").contains(element.getTagName())
                || element.elements().isEmpty();
    }

    private static void checkText(Element element, String text) {
        if (EXPRESSION.matcher(text).find()) {
            refuseUnless(OURS.matcher(text).matches(), element, "expression");
        }
    }

    private static void refuseUnless(boolean fine, Element element, String what) {
        if (!fine) {
            var id = element.attribute("id");
            throw new RefusedByEngine("%s of %s %s (line %d) is not one that Minori writes"
                    .formatted(what, element.getTagName(), id == null ? "" : id, element.getLine()));
        }
    }
}
