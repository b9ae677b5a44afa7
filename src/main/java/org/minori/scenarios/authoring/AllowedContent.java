package org.minori.scenarios.authoring;

import java.util.Set;
import java.util.regex.Pattern;
import javax.xml.namespace.QName;
import org.jspecify.annotations.Nullable;

/** Walks the whole upload and names everything in it that a drawing may not hold, and where. */
final class AllowedContent {

    private static final Set<String> PARTS =
            Set.of("definitions", "process", "subProcess", "collaboration", "laneSet", "childLaneSet");
    private static final Pattern DURATION = Pattern.compile("P[0-9YMWDTHS.]{1,30}");
    private static final Pattern DATE_TIME =
            Pattern.compile("\\d{4}-\\d\\d-\\d\\d(T[0-9:.]{5,15}(Z|[+-]\\d\\d:\\d\\d)?)?");
    private static final Pattern POISON = Pattern.compile("__proto__|constructor|prototype");

    private final Problems problems;

    AllowedContent(Problems problems) {
        this.problems = problems;
    }

    /** Checks the tree. */
    void check(DrawnElement root) {
        check(root, null);
    }

    private void check(DrawnElement element, @Nullable String owner) {
        var rule = DrawingGrammar.rule(element.usualName());
        element.attributes().forEach((name, value) -> checkAttribute(element, owner, rule, name, value));
        checkText(element, owner);
        for (var child : element.children()) {
            var at = owner(element, child, owner);
            if (rule.children().contains(child.usualName())) {
                check(child, at);
            } else {
                checkUnlisted(element, child, at);
            }
        }
    }

    /** What is drawn as an element of its own is named by itself; what belongs to it, by it. */
    private static @Nullable String owner(DrawnElement parent, DrawnElement child, @Nullable String owner) {
        if (child.is("bpmndi:BPMNDiagram")) {
            return null;
        }
        if (child.is("bpmndi:BPMNShape") || child.is("bpmndi:BPMNEdge")) {
            return child.attribute("bpmnElement");
        }
        boolean drawn = PARTS.contains(parent.usualName()) && child.namespace().equals(Namespaces.BPMN);
        return drawn && child.id() != null ? child.id() : owner;
    }

    private void checkUnlisted(DrawnElement parent, DrawnElement child, @Nullable String owner) {
        if (POISON.matcher(child.name()).find()) {
            problems.errorIn(owner, "name", child.name());
        } else if (Namespaces.executes(child.namespace())) {
            problems.errorIn(owner, "program", child.name());
        } else if (parent.is("extensionElements") && !DrawingGrammar.knows(child.usualName())) {
            if (!child.namespace().contains("camunda.org/schema/modeler")) {
                problems.warningIn(owner, "ignored", child.name());
            }
            checkForeign(child, owner);
        } else {
            var known = ForeignShapes.nameOf(child.usualName());
            if (known == null) {
                problems.errorIn(owner, "part", child.name());
            } else {
                problems.errorIn(owner, "element", child.name(), known);
            }
        }
    }

    /** What other vendors keep in a drawing is left out, but it must not hide what an engine would run. */
    private void checkForeign(DrawnElement element, @Nullable String owner) {
        element.attributes().keySet().forEach(name -> checkForeignName(name, owner));
        for (var child : element.children()) {
            if (Namespaces.executes(child.namespace()) || child.namespace().equals(Namespaces.BPMN)) {
                problems.errorIn(owner, "program", child.name());
            }
            checkForeignName(new QName(child.namespace(), child.name()), owner);
            checkForeign(child, owner);
        }
    }

    private void checkForeignName(QName name, @Nullable String owner) {
        if (POISON.matcher(name.getLocalPart()).find()) {
            problems.errorIn(owner, "name", name.getLocalPart());
        }
    }

    private void checkAttribute(
            DrawnElement element, @Nullable String owner, DrawingGrammar.Rule rule, QName name, String value) {
        var local = name.getLocalPart();
        if (POISON.matcher(local).find()) {
            problems.errorIn(owner, "name", local);
        } else if (name.getNamespaceURI().isEmpty()) {
            if (!rule.attributes().contains(local)) {
                problems.errorIn(owner, "attribute", element.name() + " " + local);
            } else if (!DrawingGrammar.values(element.usualName(), local)
                    .matcher(value)
                    .matches()) {
                problems.errorIn(owner, "attributeValue", element.name() + " " + local + "=\"" + value + "\"");
            }
        } else if (Namespaces.executes(name.getNamespaceURI())) {
            if (!DrawingGrammar.ignored(local, value)) {
                problems.errorIn(owner, "program", element.name() + " " + local);
            } else if (!element.is("process")) {
                problems.warningIn(owner, "ignored", element.name() + " " + local);
            }
        } else if (name.getNamespaceURI().equals(Namespaces.BPMN)) {
            problems.errorIn(owner, "attribute", element.name() + " " + local);
        }
    }

    /** Times that a modeler writes for the picture are plain; the ones that run are written by us. */
    private void checkText(DrawnElement element, @Nullable String owner) {
        var text = element.text();
        if (text.isEmpty()) {
            return;
        }
        if (element.is("timeDuration") && !DURATION.matcher(text).matches()
                || element.is("timeDate") && !DATE_TIME.matcher(text).matches()) {
            problems.error(owner, "time", text);
        }
    }
}
