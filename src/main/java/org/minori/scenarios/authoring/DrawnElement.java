package org.minori.scenarios.authoring;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import javax.xml.namespace.QName;
import org.jspecify.annotations.Nullable;

/** One element of the uploaded XML, as it stands there: nothing is looked up, expanded or believed. */
final class DrawnElement {

    private final String namespace;
    private final String name;
    private final Map<QName, String> attributes = new LinkedHashMap<>();
    private final List<DrawnElement> children = new ArrayList<>();
    private final StringBuilder text = new StringBuilder();

    DrawnElement(String namespace, String name) {
        this.namespace = namespace;
        this.name = name;
    }

    void attribute(QName attribute, String value) {
        attributes.put(attribute, value);
    }

    void add(DrawnElement child) {
        children.add(child);
    }

    void text(String more) {
        text.append(more);
    }

    String namespace() {
        return namespace;
    }

    String name() {
        return name;
    }

    /** The name by which rules know it. */
    String usualName() {
        return Namespaces.usual(namespace, name);
    }

    boolean is(String usualName) {
        return usualName().equals(usualName);
    }

    Map<QName, String> attributes() {
        return attributes;
    }

    /** An attribute without a namespace. */
    @Nullable
    String attribute(String attribute) {
        return attributes.get(new QName(attribute));
    }

    /** Like {@link #attribute}, empty when it is missing. */
    String attributeText(String attribute) {
        var value = attribute(attribute);
        return value == null ? "" : value.strip();
    }

    @Nullable
    String id() {
        return attribute("id");
    }

    List<DrawnElement> children() {
        return children;
    }

    Stream<DrawnElement> children(String usualName) {
        return children.stream().filter(child -> child.is(usualName));
    }

    String text() {
        return text.toString().strip();
    }
}
