package org.minori.scenarios.operations;

import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.minori.scenarios.authoring.ScenarioDrafts;
import org.minori.scenarios.engine.EngineIncidents;
import org.minori.web.InvalidInput;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/** Does something to all runs of a scenario that are stuck, or to those of one cause, as a batch. */
@Service
@Transactional
public class Curing {

    private static final String STUCK = """
            SELECT e.id AS id FROM enrolment e JOIN ACT_RU_INCIDENT i ON i.PROC_INST_ID_ = e.process_instance_id
            WHERE e.scenario_key = :key AND e.status = 'RUNNING' AND i.INCIDENT_TYPE_ = 'failedJob'
            """;
    private static final int LONGEST_CAUSE = 500;

    private final Batches batches;
    private final ScenarioDrafts scenarios;

    Curing(Batches batches, ScenarioDrafts scenarios) {
        this.batches = batches;
        this.scenarios = scenarios;
    }

    /** To all of them; says the batch that does it. */
    public long all(String scenario, Cure cure) {
        return batches.add(scenario, cure.kind(), Map.of(), "", STUCK, Map.of("key", scenario));
    }

    /**
     * To those that are stuck at the step for the same reason.
     *
     * @param cause what the step said; null for those of which nothing is known
     * @throws InvalidInput when no version has such a step
     */
    public long ofCause(String scenario, Cure cure, String element, @Nullable String cause) {
        if (scenarios.versions(scenario).stream()
                .noneMatch(version -> scenarios
                        .outline(scenario, version.version())
                        .node(element)
                        .isPresent())) {
            throw new InvalidInput("element", "operations.cure.element", element);
        }
        var options = new HashMap<>(Map.of("element", element));
        var parameters = new HashMap<String, Object>(Map.of("key", scenario, "element", element));
        if (cause != null) {
            options.put("cause", cause.substring(0, Math.min(cause.length(), LONGEST_CAUSE)));
            parameters.put("cause", cause);
        }
        var which = " AND " + EngineIncidents.STEP + " = :element AND i.INCIDENT_MSG_ "
                + (cause == null ? "IS NULL" : "= :cause");
        return batches.add(scenario, cure.kind(), options, "", STUCK + which, parameters);
    }
}
