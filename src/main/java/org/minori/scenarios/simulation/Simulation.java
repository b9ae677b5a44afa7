package org.minori.scenarios.simulation;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * A simulation that was asked for.
 *
 * @param result null until it is done
 */
public record Simulation(
        long id,
        String scenario,
        State state,
        int contacts,
        int days,
        long seed,
        @Nullable SimulationResult result,
        Instant at) {

    /** How far it is. */
    public enum State {
        WAITING,
        RUNNING,
        DONE,
        FAILED,
        CANCELLED
    }

    public boolean finished() {
        return state != State.WAITING && state != State.RUNNING;
    }
}
