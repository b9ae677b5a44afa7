package org.minori.scenarios.runs;

import java.util.ArrayList;
import java.util.List;

/** Writes small drawings for tests: nodes in the order of the way, flows between them. */
public final class Drawn {

    private final List<String> parts = new ArrayList<>();
    private int flows;

    private Drawn() {}

    public static Drawn scenario() {
        return new Drawn();
    }

    public Drawn start(String id, String kind, String... parameters) {
        return node("startEvent", id, "", with(kind, parameters));
    }

    public Drawn task(String id, String kind, String... parameters) {
        return node("serviceTask", id, "", with(kind, parameters));
    }

    public Drawn call(String id, String scenario) {
        return node("callActivity", id, "", with("callScenario", "scenario", scenario));
    }

    public Drawn handOff(String id, String... parameters) {
        return node("userTask", id, "", with("handOffToSales", parameters));
    }

    /** Waits some days. */
    public Drawn days(String id, int days) {
        return timer(id, "wait", "amount", Integer.toString(days), "unit", "days");
    }

    public Drawn timer(String id, String kind, String... parameters) {
        return node(
                "intermediateCatchEvent",
                id,
                "<bpmn:timerEventDefinition id=\"%s_timer\"/>".formatted(id),
                with(kind, parameters));
    }

    /** A timer at the edge of another node, which it ends. */
    public Drawn edge(String id, String of, int days) {
        parts.add(
                "<bpmn:boundaryEvent id=\"%s\" attachedToRef=\"%s\">%s<bpmn:timerEventDefinition id=\"%s_timer\"/></bpmn:boundaryEvent>"
                        .formatted(
                                id, of, extension(with("wait", "amount", Integer.toString(days), "unit", "days")), id));
        return this;
    }

    public Drawn event(String id, String event, String... parameters) {
        var all = new ArrayList<>(List.of("event", event));
        all.addAll(List.of(parameters));
        return node(
                "intermediateCatchEvent",
                id,
                "<bpmn:messageEventDefinition id=\"%s_message\"/>".formatted(id),
                with("waitForEvent", all.toArray(String[]::new)));
    }

    public Drawn goal(String id, String event, String... parameters) {
        var all = new ArrayList<>(List.of("event", event));
        all.addAll(List.of(parameters));
        parts.add("<bpmn:subProcess id=\"%s_box\" triggeredByEvent=\"true\">".formatted(id));
        node(
                "startEvent",
                id,
                "<bpmn:messageEventDefinition id=\"%s_message\"/>".formatted(id),
                with("waitForEvent", all.toArray(String[]::new)));
        node("endEvent", id + "_end", "", "");
        flow(id, id + "_end");
        parts.add("</bpmn:subProcess>");
        return this;
    }

    public Drawn whicheverFirst(String id) {
        return node("eventBasedGateway", id, "", "");
    }

    public Drawn choice(String id, String otherwise) {
        parts.add("<bpmn:exclusiveGateway id=\"%s\" default=\"%s\"/>".formatted(id, otherwise));
        return this;
    }

    public Drawn parallel(String id) {
        return node("parallelGateway", id, "", "");
    }

    public Drawn end(String id, String result) {
        return node("endEvent", id, "", property("result", result));
    }

    /** Joins all of these in a row. */
    public Drawn way(String... ids) {
        for (int i = 0; i + 1 < ids.length; i++) {
            flow(ids[i], ids[i + 1]);
        }
        return this;
    }

    public Drawn flow(String from, String to) {
        return flow("Flow_" + ++flows, from, to, "");
    }

    public Drawn flow(String id, String from, String to, String condition) {
        parts.add("<bpmn:sequenceFlow id=\"%s\" sourceRef=\"%s\" targetRef=\"%s\">%s</bpmn:sequenceFlow>"
                .formatted(id, from, to, condition.isEmpty() ? "" : extension(property("condition", condition))));
        return this;
    }

    public String xml() {
        return """
                <?xml version="1.0" encoding="UTF-8"?>
                <bpmn:definitions xmlns:bpmn="http://www.omg.org/spec/BPMN/20100524/MODEL"
                    xmlns:camunda="http://camunda.org/schema/1.0/bpmn" id="d" targetNamespace="http://minori.org/test">
                <bpmn:process id="Process_1" name="テスト" isExecutable="true">
                %s
                </bpmn:process></bpmn:definitions>
                """.formatted(String.join("\n", parts));
    }

    private Drawn node(String type, String id, String content, String properties) {
        parts.add("<bpmn:%s id=\"%s\">%s%s</bpmn:%s>"
                .formatted(type, id, properties.isEmpty() ? "" : extension(properties), content, type));
        return this;
    }

    private static String with(String kind, String... parameters) {
        var all = new StringBuilder(property("minori:step", kind));
        for (int i = 0; i + 1 < parameters.length; i += 2) {
            all.append(property(parameters[i], parameters[i + 1]));
        }
        return all.toString();
    }

    private static String property(String name, String value) {
        return "<camunda:property name=\"%s\" value=\"%s\"/>"
                .formatted(
                        name,
                        value.replace("&", "&amp;").replace("\"", "&quot;").replace("<", "&lt;"));
    }

    private static String extension(String properties) {
        return "<bpmn:extensionElements><camunda:properties>" + properties
                + "</camunda:properties></bpmn:extensionElements>";
    }
}
