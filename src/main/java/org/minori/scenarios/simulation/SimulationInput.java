package org.minori.scenarios.simulation;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.minori.delivery.Suppressions;
import org.minori.scenarios.authoring.SimulatedPublishing;

/**
 * All that the process of a simulation is told.
 *
 * @param rules what is set for the scenario as a whole
 * @param called the scenarios that this one sends contacts through, and those that they do, as they are published
 * @param people ids of contacts whose rows are among the data; null where contacts are made up
 * @param start when the simulated time begins
 * @param mailsAWeek how many mails a contact may get in any seven days before it counts as too many
 * @param suppressed contacts whose addresses must not be written to, and why
 * @param data rows of those tables that steps read
 */
@JsonInclude(JsonInclude.Include.ALWAYS)
record SimulationInput(
        String scenario,
        String drawing,
        SimulatedPublishing.Rules rules,
        List<Called> called,
        int contacts,
        @Nullable List<Long> people,
        int days,
        long seed,
        Conduct conduct,
        int mailsAWeek,
        Instant start,
        Map<Long, Suppressions.Reason> suppressed,
        Map<String, List<Map<String, @Nullable Object>>> data) {

    static final String FILE = "input.json";

    /** Another scenario. */
    record Called(String scenario, String drawing, SimulatedPublishing.Rules rules) {}
}
