package org.minori.scenarios.authoring;

import java.util.Arrays;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;

/** What a drawing may contain: every element with its attributes and children. What is not listed is refused. */
final class DrawingGrammar {

    /** One element: its attributes without namespace and its children by their usual names. */
    record Rule(Set<String> attributes, Set<String> children) {}

    private static final String NODE_CHILDREN = "documentation extensionElements incoming outgoing";
    private static final String DATA = " property dataInputAssociation dataOutputAssociation";
    private static final String TASK = "isForCompensation startQuantity completionQuantity default implementation";
    private static final String GATEWAY = "gatewayDirection";
    private static final String FLOW_ELEMENTS =
            "startEvent endEvent intermediateCatchEvent boundaryEvent serviceTask sendTask task userTask callActivity"
                    + " exclusiveGateway parallelGateway eventBasedGateway subProcess sequenceFlow"
                    + " textAnnotation association group dataObject dataObjectReference dataStoreReference"
                    + " documentation extensionElements";

    private static final String[][] TABLE = {
        {
            "definitions",
            "name targetNamespace exporter exporterVersion expressionLanguage typeLanguage",
            "extensionElements documentation process collaboration message category dataStore bpmndi:BPMNDiagram"
        },
        {"process", "isExecutable processType isClosed", FLOW_ELEMENTS + " laneSet"},
        {
            "subProcess",
            "triggeredByEvent isForCompensation startQuantity completionQuantity",
            FLOW_ELEMENTS + " incoming outgoing"
        },
        {"collaboration", "isClosed", "documentation extensionElements participant textAnnotation association group"},
        {"participant", "processRef", "documentation extensionElements"},
        {"laneSet", "", "documentation extensionElements lane"},
        {"lane", "", "documentation extensionElements flowNodeRef childLaneSet"},
        {"childLaneSet", "", "documentation extensionElements lane"},
        {"flowNodeRef", "", ""},
        {"message", "", "documentation extensionElements"},
        {"category", "", "documentation extensionElements categoryValue"},
        {"categoryValue", "value", "documentation extensionElements"},
        {"dataStore", "capacity isUnlimited", "documentation extensionElements"},
        {"documentation", "textFormat", ""},
        {"incoming", "", ""},
        {"outgoing", "", ""},
        {"startEvent", "isInterrupting parallelMultiple", NODE_CHILDREN + " messageEventDefinition timerEventDefinition"
        },
        {"endEvent", "", NODE_CHILDREN + " terminateEventDefinition"},
        {"intermediateCatchEvent", "parallelMultiple", NODE_CHILDREN + " messageEventDefinition timerEventDefinition"},
        {"boundaryEvent", "parallelMultiple cancelActivity attachedToRef", NODE_CHILDREN + " timerEventDefinition"},
        {"serviceTask", TASK + " operationRef", NODE_CHILDREN + DATA},
        {"sendTask", TASK + " operationRef messageRef", NODE_CHILDREN + DATA},
        {"task", TASK, NODE_CHILDREN + DATA},
        {"userTask", TASK, NODE_CHILDREN + DATA},
        {"callActivity", "isForCompensation startQuantity completionQuantity default", NODE_CHILDREN + DATA},
        {"exclusiveGateway", GATEWAY + " default", NODE_CHILDREN},
        {"parallelGateway", GATEWAY, NODE_CHILDREN},
        {"eventBasedGateway", GATEWAY + " instantiate eventGatewayType", NODE_CHILDREN},
        {"sequenceFlow", "sourceRef targetRef isImmediate", "documentation extensionElements"},
        {"timerEventDefinition", "", "documentation extensionElements timeDuration timeDate"},
        {"timeDuration", "", ""},
        {"timeDate", "", ""},
        {"messageEventDefinition", "messageRef", "documentation extensionElements"},
        {"terminateEventDefinition", "", "documentation extensionElements"},
        {"textAnnotation", "textFormat", "documentation extensionElements text"},
        {"text", "", ""},
        {"association", "sourceRef targetRef associationDirection", "documentation extensionElements"},
        {"group", "categoryValueRef", "documentation extensionElements"},
        {"dataObject", "isCollection itemSubjectRef", "documentation extensionElements"},
        {"dataObjectReference", "dataObjectRef itemSubjectRef", "documentation extensionElements"},
        {"dataStoreReference", "dataStoreRef itemSubjectRef", "documentation extensionElements"},
        {"property", "itemSubjectRef", ""},
        {"dataInputAssociation", "", "sourceRef targetRef"},
        {"dataOutputAssociation", "", "sourceRef targetRef"},
        {"sourceRef", "", ""},
        {"targetRef", "", ""},
        {"extensionElements", "", "camunda:properties"},
        {"camunda:properties", "", "camunda:property"},
        {"camunda:property", "value", ""},
        {"bpmndi:BPMNDiagram", "documentation resolution", "bpmndi:BPMNPlane bpmndi:BPMNLabelStyle"},
        {"bpmndi:BPMNPlane", "bpmnElement", "bpmndi:BPMNShape bpmndi:BPMNEdge di:extension"},
        {
            "bpmndi:BPMNShape",
            "bpmnElement isHorizontal isExpanded isMarkerVisible isMessageVisible choreographyActivityShape"
                    + " participantBandKind",
            "dc:Bounds bpmndi:BPMNLabel di:extension"
        },
        {
            "bpmndi:BPMNEdge",
            "bpmnElement sourceElement targetElement messageVisibleKind",
            "di:waypoint bpmndi:BPMNLabel di:extension"
        },
        {"bpmndi:BPMNLabel", "labelStyle", "dc:Bounds di:extension"},
        {"bpmndi:BPMNLabelStyle", "", "dc:Font"},
        {"dc:Font", "size isBold isItalic isUnderline isStrikeThrough", ""},
        {"dc:Bounds", "x y width height", ""},
        {"di:waypoint", "x y", ""},
        {"di:extension", "", ""},
    };

    private static final Map<String, Rule> RULES = rules();

    private static final Pattern ANY = Pattern.compile("(?s).*");
    private static final Pattern NUMBER = Pattern.compile("\\s*-?\\d{1,7}(\\.\\d{1,20})?([eE]-?\\d{1,2})?\\s*");
    private static final Pattern TRUTH = Pattern.compile("true|false");

    /** Attributes whose other values would change what runs. */
    private static final Map<String, Pattern> VALUES = Map.of(
            "isForCompensation", Pattern.compile("false"),
            "parallelMultiple", Pattern.compile("false"),
            "instantiate", Pattern.compile("false"),
            "startQuantity", Pattern.compile("1"),
            "completionQuantity", Pattern.compile("1"),
            "isInterrupting", TRUTH,
            "cancelActivity", TRUTH,
            "triggeredByEvent", TRUTH);

    /** What the desktop modeler writes by itself, and which we decide ourselves. */
    private static final Set<String> IGNORED = Set.of(
            "asyncBefore",
            "asyncAfter",
            "exclusive",
            "historyTimeToLive",
            "isStartableInTasklist",
            "versionTag",
            "jobPriority");

    private static final Pattern PLAIN = Pattern.compile("[A-Za-z0-9._-]{0,64}");

    private DrawingGrammar() {}

    static boolean knows(String usualName) {
        return RULES.containsKey(usualName);
    }

    static Rule rule(String usualName) {
        return RULES.getOrDefault(usualName, new Rule(Set.of(), Set.of()));
    }

    /** What an attribute of ours may hold. */
    static Pattern values(String element, String attribute) {
        if (element.startsWith("dc:Bounds") || element.equals("di:waypoint")) {
            return attribute.equals("id") || attribute.equals("name") ? ANY : NUMBER;
        }
        return VALUES.getOrDefault(attribute, ANY);
    }

    /** Whether an attribute of the engine's namespace is harmless and left out. */
    static boolean ignored(String attribute, String value) {
        return IGNORED.contains(attribute) && PLAIN.matcher(value).matches();
    }

    private static Map<String, Rule> rules() {
        var rules = new HashMap<String, Rule>();
        for (var row : TABLE) {
            rules.put(row[0], new Rule(words("id name " + row[1]), words(row[2])));
        }
        return Map.copyOf(rules);
    }

    private static Set<String> words(String text) {
        return Set.copyOf(
                Arrays.stream(text.split(" ")).filter(word -> !word.isEmpty()).toList());
    }
}
