package org.minori.scenarios.authoring;

import java.util.Set;
import org.jspecify.annotations.Nullable;

/** What people call the shapes of other tools that a scenario can't hold. */
final class ForeignShapes {

    private static final Set<String> KNOWN = Set.of(
            "scriptTask",
            "businessRuleTask",
            "receiveTask",
            "manualTask",
            "transaction",
            "adHocSubProcess",
            "inclusiveGateway",
            "complexGateway",
            "intermediateThrowEvent",
            "subProcess",
            "messageEventDefinition",
            "timerEventDefinition",
            "errorEventDefinition",
            "escalationEventDefinition",
            "signalEventDefinition",
            "conditionalEventDefinition",
            "compensateEventDefinition",
            "cancelEventDefinition",
            "linkEventDefinition",
            "multiInstanceLoopCharacteristics",
            "standardLoopCharacteristics",
            "conditionExpression",
            "messageFlow",
            "laneSet");

    private ForeignShapes() {}

    /** The word for the element, null for what is no shape that people would know. */
    static @Nullable MessageText nameOf(String element) {
        return KNOWN.contains(element) ? MessageText.of("authoring.foreign." + element) : null;
    }
}
