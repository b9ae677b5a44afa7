package org.minori.scenarios.authoring;

import org.minori.web.InvalidInput;

/** What was uploaded is not BPMN XML: 400. */
public class NotADrawing extends InvalidInput {

    public NotADrawing(String messageKey, Object... arguments) {
        super("drawing", messageKey, arguments);
    }
}
