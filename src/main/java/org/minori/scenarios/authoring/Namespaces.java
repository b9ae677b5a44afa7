package org.minori.scenarios.authoring;

import java.util.Map;
import java.util.Set;

/** The XML namespaces that a drawing may use, and those that process engines read as programs. */
final class Namespaces {

    static final String BPMN = "http://www.omg.org/spec/BPMN/20100524/MODEL";
    static final String BPMNDI = "http://www.omg.org/spec/BPMN/20100524/DI";
    static final String DC = "http://www.omg.org/spec/DD/20100524/DC";
    static final String DI = "http://www.omg.org/spec/DD/20100524/DI";
    static final String CAMUNDA = "http://camunda.org/schema/1.0/bpmn";
    static final String XSI = "http://www.w3.org/2001/XMLSchema-instance";
    static final String XML = "http://www.w3.org/XML/1998/namespace";

    private static final Map<String, String> PREFIXES =
            Map.of(BPMN, "", BPMNDI, "bpmndi:", DC, "dc:", DI, "di:", CAMUNDA, "camunda:");

    private static final Set<String> OTHER_ENGINES = Set.of(
            "http://activiti.org/bpmn",
            "http://flowable.org/bpmn",
            "http://operaton.org/schema/1.0/bpmn",
            "http://camunda.org/schema/zeebe/1.0",
            "http://www.jboss.org/drools",
            "http://camunda.org/schema/1.0/cmmn");

    private Namespaces() {}

    /** Whether an engine would act on what stands in it. */
    static boolean executes(String namespace) {
        return CAMUNDA.equals(namespace) || OTHER_ENGINES.contains(namespace);
    }

    /** The name by which rules know an element or attribute: BPMN plain, the others with their usual prefix. */
    static String usual(String namespace, String name) {
        return PREFIXES.getOrDefault(namespace, OTHER_ENGINES.contains(namespace) ? "engine:" : "other:") + name;
    }
}
