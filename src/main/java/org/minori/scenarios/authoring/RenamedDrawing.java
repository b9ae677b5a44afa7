package org.minori.scenarios.authoring;

import java.io.StringReader;
import java.io.StringWriter;
import java.util.ArrayList;
import javax.xml.namespace.QName;
import javax.xml.stream.XMLEventFactory;
import javax.xml.stream.XMLInputFactory;
import javax.xml.stream.XMLOutputFactory;
import javax.xml.stream.XMLStreamException;
import javax.xml.stream.events.Attribute;
import javax.xml.stream.events.StartElement;
import javax.xml.stream.events.XMLEvent;

/** The same drawing under another name: everything is copied but the name of its process. */
final class RenamedDrawing {

    private static final QName PROCESS = new QName(Namespaces.BPMN, "process");
    private static final XMLEventFactory EVENTS = XMLEventFactory.newDefaultFactory();

    private RenamedDrawing() {}

    /** Takes a drawing that the compiler has read before. */
    static String of(String drawing, String name) {
        var copy = new StringWriter();
        try {
            var in = factory().createXMLEventReader(new StringReader(drawing));
            var out = XMLOutputFactory.newDefaultFactory().createXMLEventWriter(copy);
            while (in.hasNext()) {
                out.add(renamed(in.nextEvent(), name));
            }
            out.close();
        } catch (XMLStreamException unreadable) {
            throw new IllegalStateException("a kept drawing can't be read", unreadable);
        }
        return copy.toString();
    }

    private static XMLEvent renamed(XMLEvent event, String name) {
        if (!event.isStartElement() || !event.asStartElement().getName().equals(PROCESS)) {
            return event;
        }
        StartElement process = event.asStartElement();
        var attributes = new ArrayList<Attribute>();
        process.getAttributes().forEachRemaining(attribute -> {
            if (!attribute.getName().equals(new QName("name"))) {
                attributes.add(attribute);
            }
        });
        attributes.add(EVENTS.createAttribute("name", name));
        return EVENTS.createStartElement(process.getName(), attributes.iterator(), process.getNamespaces());
    }

    private static XMLInputFactory factory() {
        var factory = XMLInputFactory.newDefaultFactory();
        factory.setProperty(XMLInputFactory.SUPPORT_DTD, false);
        factory.setProperty(XMLInputFactory.IS_SUPPORTING_EXTERNAL_ENTITIES, false);
        return factory;
    }
}
