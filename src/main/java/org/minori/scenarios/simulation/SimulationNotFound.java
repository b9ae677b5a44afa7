package org.minori.scenarios.simulation;

import org.minori.web.NotFound;

/** There is no such simulation. */
class SimulationNotFound extends NotFound {

    SimulationNotFound(String id) {
        super("simulation.notFound", id);
    }
}
