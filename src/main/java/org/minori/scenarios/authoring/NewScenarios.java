package org.minori.scenarios.authoring;

import java.io.StringWriter;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import javax.xml.stream.XMLOutputFactory;
import javax.xml.stream.XMLStreamException;
import org.minori.administration.AuditLog;
import org.minori.storage.TimeOrderedIds;
import org.minori.web.InvalidInput;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/** How scenarios begin that nobody has a file of: with an empty drawing, or as a copy of another. */
@Service
public class NewScenarios {

    private static final int LONGEST_NAME = 100;

    private final ScenarioDrafts drafts;
    private final AuditLog audit;

    NewScenarios(ScenarioDrafts drafts, AuditLog audit) {
        this.drafts = drafts;
        this.audit = audit;
    }

    /** Makes one with nothing drawn in it; its key. */
    @Transactional
    public String empty(String name) {
        var checked = checked(name);
        return create(checked, drawing(checked));
    }

    /** Makes one whose draft is the other's, under another name; its key. */
    @Transactional
    public String copy(String key, String name) {
        var checked = checked(name);
        var text = new String(drafts.drawing(key), StandardCharsets.UTF_8);
        var copy = create(checked, RenamedDrawing.of(text, checked));
        audit.record("scenario.copied", "scenario:" + copy, Map.of("from", key));
        return copy;
    }

    private String create(String name, String drawing) {
        var bytes = drawing.getBytes(StandardCharsets.UTF_8);
        var wanted = ScenarioKey.suggested(name + ".bpmn");
        if (!wanted.isEmpty() && drafts.create(wanted, bytes).isPresent()) {
            return wanted;
        }
        var start = wanted.isEmpty() ? "scenario" : wanted.substring(0, Math.min(wanted.length(), 48));
        var key = start + "-" + Long.toString(TimeOrderedIds.next(), 36);
        drafts.save(key, bytes);
        return key;
    }

    private static String checked(String name) {
        var stripped = name.strip();
        if (stripped.isEmpty() || stripped.length() > LONGEST_NAME) {
            throw new InvalidInput("name", "studio.name.invalid", LONGEST_NAME);
        }
        return stripped;
    }

    /** A process without any element and an empty picture of it. */
    private static String drawing(String name) {
        var text = new StringWriter();
        try {
            var xml = XMLOutputFactory.newDefaultFactory().createXMLStreamWriter(text);
            xml.writeStartDocument("UTF-8", "1.0");
            xml.writeStartElement("bpmn", "definitions", Namespaces.BPMN);
            xml.writeNamespace("bpmn", Namespaces.BPMN);
            xml.writeNamespace("bpmndi", Namespaces.BPMNDI);
            xml.writeNamespace("dc", Namespaces.DC);
            xml.writeNamespace("di", Namespaces.DI);
            xml.writeNamespace("camunda", Namespaces.CAMUNDA);
            xml.writeAttribute("id", "Definitions_1");
            xml.writeAttribute("targetNamespace", "http://minori.org/scenarios");
            xml.writeStartElement("bpmn", "process", Namespaces.BPMN);
            xml.writeAttribute("id", "Process_1");
            xml.writeAttribute("name", name);
            xml.writeAttribute("isExecutable", "true");
            xml.writeEndElement();
            xml.writeStartElement("bpmndi", "BPMNDiagram", Namespaces.BPMNDI);
            xml.writeAttribute("id", "Diagram_1");
            xml.writeEmptyElement("bpmndi", "BPMNPlane", Namespaces.BPMNDI);
            xml.writeAttribute("id", "Plane_1");
            xml.writeAttribute("bpmnElement", "Process_1");
            xml.writeEndElement();
            xml.writeEndElement();
            xml.writeEndDocument();
        } catch (XMLStreamException impossible) {
            throw new IllegalStateException(impossible);
        }
        return text.toString();
    }
}
