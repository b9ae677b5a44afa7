package org.minori.scenarios.authoring;

import java.io.ByteArrayInputStream;
import java.util.ArrayDeque;
import java.util.Deque;
import javax.xml.XMLConstants;
import javax.xml.stream.XMLInputFactory;
import javax.xml.stream.XMLStreamConstants;
import javax.xml.stream.XMLStreamException;
import javax.xml.stream.XMLStreamReader;
import org.jspecify.annotations.Nullable;

/**
 * Reads the bytes of an upload into a plain tree. The file may be hostile: no document type, no entities, nothing from
 * outside, and limits on size, depth and number before anything else looks at it.
 */
final class DrawingReader {

    static final int MOST_BYTES = 2 * 1024 * 1024;
    private static final int MOST_ELEMENTS = 30_000;
    private static final int DEEPEST = 64;

    private static final XMLInputFactory XML = factory();

    private DrawingReader() {}

    /** The root element, which is {@code bpmn:definitions}. */
    static DrawnElement read(byte[] drawing) {
        if (drawing.length == 0) {
            throw new NotADrawing("authoring.drawing.empty");
        }
        if (drawing.length > MOST_BYTES) {
            throw new NotADrawing("authoring.drawing.tooLarge");
        }
        var root = parse(drawing);
        if (root == null || !root.is("definitions")) {
            throw new NotADrawing("authoring.drawing.notBpmn");
        }
        return root;
    }

    private static @Nullable DrawnElement parse(byte[] drawing) {
        try {
            var reader = XML.createXMLStreamReader(new ByteArrayInputStream(drawing));
            if (reader.getVersion() != null && !reader.getVersion().equals("1.0")) {
                throw new NotADrawing("authoring.drawing.notXml", 1);
            }
            return tree(reader);
        } catch (XMLStreamException unreadable) {
            if (unreadable.getLocation() == null) {
                throw new NotADrawing("authoring.drawing.notXml", 1);
            }
            throw new NotADrawing(
                    "authoring.drawing.notXml",
                    Math.max(1, unreadable.getLocation().getLineNumber()));
        }
    }

    private static @Nullable DrawnElement tree(XMLStreamReader reader) throws XMLStreamException {
        Deque<DrawnElement> open = new ArrayDeque<>();
        DrawnElement root = null;
        int count = 0;
        while (reader.hasNext()) {
            switch (reader.next()) {
                case XMLStreamConstants.START_ELEMENT -> {
                    var element = element(reader);
                    if (++count > MOST_ELEMENTS) {
                        throw new NotADrawing("authoring.drawing.tooMany");
                    }
                    if (open.size() >= DEEPEST) {
                        throw new NotADrawing("authoring.drawing.tooDeep");
                    }
                    if (root == null) {
                        root = element;
                    }
                    if (!open.isEmpty()) {
                        open.peek().add(element);
                    }
                    open.push(element);
                }
                case XMLStreamConstants.END_ELEMENT -> open.pop();
                case XMLStreamConstants.CHARACTERS, XMLStreamConstants.CDATA -> {
                    if (!open.isEmpty()) {
                        open.peek().text(reader.getText());
                    }
                }
                case XMLStreamConstants.DTD, XMLStreamConstants.ENTITY_REFERENCE ->
                    throw new NotADrawing("authoring.drawing.doctype");
                default -> {
                    // Comments, white space and processing instructions say nothing that we use.
                }
            }
        }
        return root;
    }

    private static DrawnElement element(XMLStreamReader reader) {
        var namespace = reader.getNamespaceURI();
        var element = new DrawnElement(namespace == null ? "" : namespace, reader.getLocalName());
        for (int i = 0; i < reader.getAttributeCount(); i++) {
            element.attribute(reader.getAttributeName(i), reader.getAttributeValue(i));
        }
        return element;
    }

    private static XMLInputFactory factory() {
        var factory = XMLInputFactory.newDefaultFactory();
        factory.setProperty(XMLInputFactory.SUPPORT_DTD, false);
        factory.setProperty(XMLInputFactory.IS_SUPPORTING_EXTERNAL_ENTITIES, false);
        factory.setProperty(XMLInputFactory.IS_COALESCING, true);
        factory.setProperty(XMLConstants.ACCESS_EXTERNAL_DTD, "");
        factory.setXMLResolver((publicId, systemId, base, namespace) -> {
            throw new XMLStreamException("a drawing stands alone");
        });
        return factory;
    }
}
