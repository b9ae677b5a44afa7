package org.minori.scenarios.authoring;

import java.util.Collections;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.minori.scenarios.authoring.Diagram.Flow;
import org.minori.scenarios.authoring.Diagram.Node;

/** Finds nodes and flows in the XML and names what can't be one: missing, doubled or unusable ids, ends that are not there. */
final class DiagramReader {

    private static final int LONGEST_NAME = 255;
    static final int MOST_NODES = 500;
    private static final int MOST_FLOWS = 1_500;

    /** The engine's columns, its schema check and our expressions hold an id of this shape; the browser survives it too. */
    private static final Pattern ID = Pattern.compile("[A-Za-z_][A-Za-z0-9_.-]{0,63}");

    private static final Pattern DRAWABLE_ID = Pattern.compile("[A-Za-z_][A-Za-z0-9_.-]*");

    /** Ids that the executable model makes for itself start with it. */
    static final String OURS = "minori_";

    private static final Set<String> POISON = Set.of(
            "__proto__", "constructor", "prototype", "toString", "valueOf", "hasOwnProperty", "__defineGetter__");

    private static final Set<String> NODES = Set.of(
            "startEvent",
            "endEvent",
            "intermediateCatchEvent",
            "boundaryEvent",
            "serviceTask",
            "sendTask",
            "task",
            "userTask",
            "callActivity",
            "exclusiveGateway",
            "parallelGateway",
            "eventBasedGateway",
            "subProcess");

    private static final Set<String> NO_NODES = Set.of(
            "sequenceFlow",
            "textAnnotation",
            "association",
            "group",
            "dataObject",
            "dataObjectReference",
            "dataStoreReference",
            "documentation",
            "extensionElements",
            "laneSet",
            "incoming",
            "outgoing",
            "property",
            "ioSpecification",
            "standardLoopCharacteristics",
            "multiInstanceLoopCharacteristics");

    private final String processId;
    private final Problems problems;
    private final Set<String> ids = new HashSet<>();

    /** Reads a drawing whose process will have the id. */
    DiagramReader(String processId, Problems problems) {
        this.processId = processId;
        this.problems = problems;
    }

    /** The graph of the one process that the drawing holds; empty when there is none. */
    Optional<Diagram> read(DrawnElement root) {
        var processes = root.children("process").toList();
        if (processes.isEmpty()) {
            problems.error(null, "noProcess");
            return Optional.empty();
        }
        var participants = root.children("collaboration")
                .flatMap(collaboration -> collaboration.children("participant"))
                .toList();
        var process = processes.get(0);
        processes.stream().skip(1).forEach(other -> problems.error(other.id(), "oneProcess"));
        participants.stream()
                .filter(participant -> !participant.attributeText("processRef").equals(text(process.id())))
                .forEach(participant -> problems.error(participant.id(), "oneProcess"));
        checkIds(root);
        checkDrawnIds(root);
        var diagram = new Diagram(name(process, participants), picture(root));
        readScope(diagram, process, "");
        if (diagram.size() > MOST_NODES) {
            problems.error(null, "tooManyNodes", MOST_NODES);
        }
        checkEnds(diagram);
        return Optional.of(diagram);
    }

    private static @Nullable DrawnElement picture(DrawnElement root) {
        return root.children("bpmndi:BPMNDiagram")
                .flatMap(drawing -> drawing.children("bpmndi:BPMNPlane"))
                .findFirst()
                .orElse(null);
    }

    private static String name(DrawnElement process, List<DrawnElement> participants) {
        var name = process.attributeText("name");
        return name.isEmpty() && !participants.isEmpty()
                ? cut(participants.get(0).attributeText("name"))
                : cut(name);
    }

    private void readScope(Diagram diagram, DrawnElement scope, String goal) {
        int flows = 0;
        for (var child : scope.children()) {
            if (!child.namespace().equals(Namespaces.BPMN)) {
                continue;
            }
            if (child.is("sequenceFlow") && ++flows <= MOST_FLOWS) {
                readFlow(diagram, child, goal);
            } else if (!NO_NODES.contains(child.name())) {
                readNode(diagram, child, goal);
            }
        }
        if (flows > MOST_FLOWS) {
            problems.error(null, "tooManyNodes", MOST_FLOWS);
        }
    }

    private void readNode(Diagram diagram, DrawnElement element, String goal) {
        var id = element.id();
        if (id == null || diagram.node(id).isPresent()) {
            if (id == null) {
                problems.errorIn(null, "noId", element.name() + " " + element.attributeText("name"));
            }
            return;
        }
        var type = NODES.contains(element.name()) ? element.name() : Diagram.UNKNOWN;
        diagram.add(new Node(id, cut(element.attributeText("name")), type, goal, properties(element, id), element));
        if (type.equals("subProcess") && goal.isEmpty()) {
            readScope(diagram, element, id);
        }
    }

    private void readFlow(Diagram diagram, DrawnElement element, String goal) {
        var id = element.id();
        if (id == null) {
            problems.errorIn(null, "noId", element.name() + " " + element.attributeText("name"));
        } else if (diagram.flow(id).isEmpty()) {
            diagram.add(new Flow(
                    id,
                    cut(element.attributeText("name")),
                    element.attributeText("sourceRef"),
                    element.attributeText("targetRef"),
                    goal,
                    properties(element, id)));
        }
    }

    /** The properties of one element; empty values are as good as none. */
    private Map<String, String> properties(DrawnElement element, String id) {
        var properties = new LinkedHashMap<String, String>();
        element.children("extensionElements")
                .flatMap(extensions -> extensions.children("camunda:properties"))
                .flatMap(list -> list.children("camunda:property"))
                .forEach(property -> {
                    var name = property.attributeText("name");
                    var value = property.attributeText("value");
                    if (!value.isEmpty() && properties.putIfAbsent(name, value) != null) {
                        problems.error(id, "doubledParameter", name);
                    }
                });
        return Collections.unmodifiableMap(properties);
    }

    private void checkIds(DrawnElement element) {
        for (var child : element.children()) {
            var id = child.id();
            if (id != null && child.namespace().equals(Namespaces.BPMN)) {
                boolean taken = id.startsWith(OURS) || id.equals(processId) && !child.is("process");
                if (!ID.matcher(id).matches() || POISON.contains(id) || taken) {
                    problems.error(id, "badId", id);
                } else if (!ids.add(id)) {
                    problems.error(id, "doubledId", id);
                }
            }
            checkIds(child);
        }
    }

    /** The browser's drawing library draws nothing at all where one of the picture's own ids has other characters. */
    private void checkDrawnIds(DrawnElement element) {
        var id = element.id();
        boolean ofThePicture = element.is("definitions") || element.usualName().startsWith("bpmndi:");
        if (id != null && ofThePicture && !DRAWABLE_ID.matcher(id).matches()) {
            problems.warningIn(element.attribute("bpmnElement"), "undrawableId", id);
        }
        element.children().forEach(this::checkDrawnIds);
    }

    private void checkEnds(Diagram diagram) {
        for (var flow : diagram.flows()) {
            var goals = new HashMap<String, String>();
            for (var end : List.of(flow.source(), flow.target())) {
                diagram.node(end).ifPresent(node -> goals.put(end, node.goal()));
            }
            boolean sameScope = goals.values().stream().allMatch(flow.goal()::equals);
            if (!goals.containsKey(flow.source()) || !goals.containsKey(flow.target()) || !sameScope) {
                problems.error(flow.id(), "looseFlow");
            }
        }
    }

    private static String cut(String name) {
        return name.length() <= LONGEST_NAME ? name : name.substring(0, LONGEST_NAME);
    }

    private static String text(@Nullable String text) {
        return text == null ? "" : text;
    }
}
