package org.minori.scenarios.engine;

import org.camunda.bpm.engine.ProcessEngineException;

/** Something asked the engine to run what Minori never lets it run: scripts, classes, free expressions. */
public class RefusedByEngine extends ProcessEngineException {

    RefusedByEngine(String what) {
        super(what);
    }
}
