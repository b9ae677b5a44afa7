package org.minori.scenarios.engine;

import org.camunda.bpm.engine.delegate.VariableScope;

/** What stands behind {@code name['elementId']} in a compiled model: a value that we work out for one element of one run. */
public interface ElementValues {

    /** The value for the element; the scope is the execution that asks. */
    Object of(VariableScope scope, String element);
}
