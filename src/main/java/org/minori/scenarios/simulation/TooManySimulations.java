package org.minori.scenarios.simulation;

import org.minori.web.Conflict;

/** So many simulations wait already that another one would only wait behind them. */
public class TooManySimulations extends Conflict {

    TooManySimulations(int most) {
        super("simulation.full", most);
    }
}
