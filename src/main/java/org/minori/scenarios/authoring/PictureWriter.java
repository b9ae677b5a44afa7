package org.minori.scenarios.authoring;

import java.util.List;
import javax.xml.stream.XMLStreamException;
import javax.xml.stream.XMLStreamWriter;

/** Copies the picture, number by number, of what runs; shapes that can't be copied are left out. */
final class PictureWriter {

    private static final List<String> FLAGS = List.of("isExpanded", "isMarkerVisible");

    private final XMLStreamWriter xml;

    private PictureWriter(XMLStreamWriter xml) {
        this.xml = xml;
    }

    static void write(XMLStreamWriter xml, String processId, Diagram diagram) throws XMLStreamException {
        var plane = diagram.picture();
        if (plane == null) {
            return;
        }
        var writer = new PictureWriter(xml);
        xml.writeStartElement("bpmndi", "BPMNDiagram", Namespaces.BPMNDI);
        xml.writeStartElement("bpmndi", "BPMNPlane", Namespaces.BPMNDI);
        xml.writeAttribute("bpmnElement", processId);
        for (var drawn : plane.children()) {
            var id = drawn.attributeText("bpmnElement");
            if (drawn.is("bpmndi:BPMNShape") && diagram.node(id).isPresent()) {
                writer.shape(drawn, id);
            } else if (drawn.is("bpmndi:BPMNEdge") && diagram.flow(id).isPresent()) {
                writer.edge(drawn, id);
            }
        }
        xml.writeEndElement();
        xml.writeEndElement();
    }

    private void shape(DrawnElement drawn, String id) throws XMLStreamException {
        var bounds =
                drawn.children("dc:Bounds").filter(PictureWriter::isComplete).findFirst();
        if (bounds.isEmpty()) {
            return;
        }
        xml.writeStartElement("bpmndi", "BPMNShape", Namespaces.BPMNDI);
        xml.writeAttribute("bpmnElement", id);
        for (var flag : FLAGS) {
            var value = drawn.attributeText(flag);
            if (value.equals("true") || value.equals("false")) {
                xml.writeAttribute(flag, value);
            }
        }
        numbers("dc", "Bounds", Namespaces.DC, bounds.get(), "x", "y", "width", "height");
        xml.writeEndElement();
    }

    private void edge(DrawnElement drawn, String id) throws XMLStreamException {
        var points = drawn.children("di:waypoint")
                .filter(point -> !point.attributeText("x").isEmpty()
                        && !point.attributeText("y").isEmpty())
                .toList();
        if (points.size() < 2) {
            return;
        }
        xml.writeStartElement("bpmndi", "BPMNEdge", Namespaces.BPMNDI);
        xml.writeAttribute("bpmnElement", id);
        for (var point : points) {
            numbers("di", "waypoint", Namespaces.DI, point, "x", "y");
        }
        xml.writeEndElement();
    }

    private static boolean isComplete(DrawnElement bounds) {
        return List.of("x", "y", "width", "height").stream()
                .noneMatch(side -> bounds.attributeText(side).isEmpty());
    }

    private void numbers(String prefix, String name, String namespace, DrawnElement from, String... attributes)
            throws XMLStreamException {
        xml.writeEmptyElement(prefix, name, namespace);
        for (var attribute : attributes) {
            xml.writeAttribute(attribute, Double.toString(Double.parseDouble(from.attributeText(attribute))));
        }
    }
}
