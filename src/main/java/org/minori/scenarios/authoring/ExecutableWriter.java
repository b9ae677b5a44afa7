package org.minori.scenarios.authoring;

import java.io.StringWriter;
import java.util.Map;
import java.util.Objects;
import javax.xml.stream.XMLOutputFactory;
import javax.xml.stream.XMLStreamException;
import javax.xml.stream.XMLStreamWriter;
import org.minori.scenarios.authoring.CompiledScenario.Step;
import org.minori.scenarios.authoring.Diagram.Flow;
import org.minori.scenarios.authoring.Diagram.Node;

/**
 * Writes the model that the engine gets: a new document in which every attribute and element is ours. From the drawing
 * come checked ids, names and the picture, and nothing of it stands where the engine reads an expression.
 */
final class ExecutableWriter {

    private static final String TIME_TO_LIVE = "P90D";

    private final String key;
    private final String processId;
    private final Diagram diagram;
    private final Map<String, Step> steps;
    private final Map<String, Condition> conditions;
    private final StringWriter text = new StringWriter();
    private final XMLStreamWriter xml;
    private int messages;

    private ExecutableWriter(
            String key, String processId, Diagram diagram, Map<String, Step> steps, Map<String, Condition> conditions)
            throws XMLStreamException {
        this.key = key;
        this.processId = processId;
        this.diagram = diagram;
        this.steps = steps;
        this.conditions = conditions;
        this.xml = XMLOutputFactory.newDefaultFactory().createXMLStreamWriter(text);
    }

    /** The executable model of a diagram without errors. */
    static String write(
            String key, String processId, Diagram diagram, Map<String, Step> steps, Map<String, Condition> conditions) {
        try {
            var writer = new ExecutableWriter(key, processId, diagram, steps, conditions);
            writer.document();
            return writer.text.toString();
        } catch (XMLStreamException impossible) {
            throw new IllegalStateException(impossible);
        }
    }

    private void document() throws XMLStreamException {
        xml.writeStartDocument("UTF-8", "1.0");
        xml.writeStartElement("bpmn", "definitions", Namespaces.BPMN);
        xml.writeNamespace("bpmn", Namespaces.BPMN);
        xml.writeNamespace("bpmndi", Namespaces.BPMNDI);
        xml.writeNamespace("dc", Namespaces.DC);
        xml.writeNamespace("di", Namespaces.DI);
        xml.writeNamespace("camunda", Namespaces.CAMUNDA);
        xml.writeAttribute("id", DiagramReader.OURS + "definitions");
        xml.writeAttribute("targetNamespace", "http://minori.org/scenarios");
        writeMessages();
        xml.writeStartElement("bpmn", "process", Namespaces.BPMN);
        xml.writeAttribute("id", processId);
        xml.writeAttribute("name", diagram.name().isEmpty() ? key : diagram.name());
        xml.writeAttribute("isExecutable", "true");
        camunda("historyTimeToLive", TIME_TO_LIVE);
        extensions("executionListener", "start", "${runListener}", "end", "${runListener}");
        writeScope("");
        xml.writeEndElement();
        PictureWriter.write(xml, processId, diagram);
        xml.writeEndElement();
        xml.writeEndDocument();
    }

    private void writeMessages() throws XMLStreamException {
        boolean first = true;
        for (var node : diagram.nodes()) {
            if (node.is("startEvent") && node.goal().isEmpty()) {
                if (!first) {
                    writeMessage("minori.start." + key + "." + node.id());
                }
                first = false;
            } else if (node.isGoalStart() || isEventWait(node) || node.is("callActivity")) {
                writeMessage("minori." + node.id());
            }
        }
        messages = 0;
    }

    private void writeMessage(String name) throws XMLStreamException {
        xml.writeEmptyElement("bpmn", "message", Namespaces.BPMN);
        xml.writeAttribute("id", DiagramReader.OURS + "message_" + ++messages);
        xml.writeAttribute("name", name);
    }

    private boolean isEventWait(Node node) {
        var step = steps.get(node.id());
        return node.is("intermediateCatchEvent") && step != null && step.kind().equals("waitForEvent");
    }

    private void writeScope(String goal) throws XMLStreamException {
        boolean first = true;
        for (var node : diagram.nodes()) {
            if (node.goal().equals(goal)) {
                writeNode(node, first);
                first &= !node.is("startEvent");
            }
        }
        for (var flow : diagram.flows()) {
            if (flow.goal().equals(goal)) {
                writeFlow(flow);
            }
        }
    }

    /** The engine's own call would hold both runs in one; ours waits for the message that the other one has ended. */
    private static String executable(Node node) {
        if (node.is("callActivity")) {
            return "receiveTask";
        }
        return node.isStepTask() ? "serviceTask" : node.type();
    }

    private void writeNode(Node node, boolean firstStart) throws XMLStreamException {
        xml.writeStartElement("bpmn", executable(node), Namespaces.BPMN);
        xml.writeAttribute("id", node.id());
        // The engine evaluates the name of a user task as an expression.
        if (!node.is("userTask") && !node.name().isEmpty()) {
            xml.writeAttribute("name", node.name());
        }
        switch (node.type()) {
            case "startEvent" -> {
                if (!node.goal().isEmpty() || !firstStart) {
                    message();
                }
            }
            case "serviceTask", "sendTask", "task" -> {
                camunda("delegateExpression", "${" + step(node).kind() + "Delegate}");
            }
            case "callActivity" -> {
                xml.writeAttribute("messageRef", DiagramReader.OURS + "message_" + ++messages);
                extensions("executionListener", "start", "${callListener}", "end", "${callListener}");
            }
            case "userTask" -> extensions("taskListener", "create", "${handOffToSalesListener}");
            case "eventBasedGateway" -> waitListeners();
            case "exclusiveGateway" -> {
                var usual = node.drawn().attributeText("default");
                if (!usual.isEmpty()) {
                    xml.writeAttribute("default", usual);
                }
            }
            case "intermediateCatchEvent" -> writeWait(node);
            case "boundaryEvent" -> {
                xml.writeAttribute("attachedToRef", node.drawn().attributeText("attachedToRef"));
                xml.writeAttribute(
                        "cancelActivity",
                        node.drawn().attributeText("cancelActivity").equals("false") ? "false" : "true");
                timer(step(node));
            }
            case "subProcess" -> {
                xml.writeAttribute("triggeredByEvent", "true");
                writeScope(node.id());
            }
            case "endEvent" -> {
                if (node.drawn().children("terminateEventDefinition").findAny().isPresent()) {
                    xml.writeEmptyElement("bpmn", "terminateEventDefinition", Namespaces.BPMN);
                }
            }
            default -> {
                // A parallel gateway has nothing to say.
            }
        }
        xml.writeEndElement();
    }

    private void writeWait(Node node) throws XMLStreamException {
        if (!isEventWait(node)) {
            timer(step(node));
            return;
        }
        boolean behindGateway = diagram.into(node.id()).stream()
                .flatMap(flow -> diagram.node(flow.source()).stream())
                .anyMatch(source -> source.is("eventBasedGateway"));
        if (!behindGateway) {
            waitListeners();
        }
        message();
    }

    private void waitListeners() throws XMLStreamException {
        extensions("executionListener", "start", "${waitListener}", "end", "${waitListener}");
    }

    private void message() throws XMLStreamException {
        xml.writeEmptyElement("bpmn", "messageEventDefinition", Namespaces.BPMN);
        xml.writeAttribute("messageRef", DiagramReader.OURS + "message_" + ++messages);
    }

    private void timer(Step step) throws XMLStreamException {
        boolean byDate = !step.kind().equals("wait");
        xml.writeStartElement("bpmn", "timerEventDefinition", Namespaces.BPMN);
        xml.writeStartElement("bpmn", byDate ? "timeDate" : "timeDuration", Namespaces.BPMN);
        xml.writeCharacters(byDate ? "${dates['" + step.element() + "']}" : duration(step));
        xml.writeEndElement();
        xml.writeEndElement();
    }

    private static String duration(Step step) {
        int amount = Integer.parseInt(step.parameter("amount", "1"));
        return switch (step.parameter("unit", "days")) {
            case "minutes" -> "PT" + amount + "M";
            case "hours" -> "PT" + amount + "H";
            case "weeks" -> "P" + 7L * amount + "D";
            default -> "P" + amount + "D";
        };
    }

    private void writeFlow(Flow flow) throws XMLStreamException {
        xml.writeStartElement("bpmn", "sequenceFlow", Namespaces.BPMN);
        xml.writeAttribute("id", flow.id());
        if (!flow.name().isEmpty()) {
            xml.writeAttribute("name", flow.name());
        }
        xml.writeAttribute("sourceRef", flow.source());
        xml.writeAttribute("targetRef", flow.target());
        if (conditions.containsKey(flow.id())) {
            xml.writeStartElement("bpmn", "conditionExpression", Namespaces.BPMN);
            xml.writeNamespace("xsi", Namespaces.XSI);
            xml.writeAttribute("xsi", Namespaces.XSI, "type", "bpmn:tFormalExpression");
            xml.writeCharacters("${conditions['" + flow.id() + "']}");
            xml.writeEndElement();
        }
        xml.writeEndElement();
    }

    private void extensions(String listener, String... eventsAndExpressions) throws XMLStreamException {
        xml.writeStartElement("bpmn", "extensionElements", Namespaces.BPMN);
        for (int i = 0; i < eventsAndExpressions.length; i += 2) {
            xml.writeEmptyElement("camunda", listener, Namespaces.CAMUNDA);
            xml.writeAttribute("event", eventsAndExpressions[i]);
            xml.writeAttribute("delegateExpression", eventsAndExpressions[i + 1]);
        }
        xml.writeEndElement();
    }

    private void camunda(String attribute, String value) throws XMLStreamException {
        xml.writeAttribute("camunda", Namespaces.CAMUNDA, attribute, value);
    }

    private Step step(Node node) {
        return Objects.requireNonNull(steps.get(node.id()), node.id());
    }
}
