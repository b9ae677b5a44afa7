package org.minori.scenarios.runs;

import java.time.Clock;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.minori.storage.BatchedRows;
import org.minori.storage.TimeOrderedIds;
import org.minori.storage.Utc;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** Knows who is held, for those that would start or wake runs, and keeps what they must not do now. */
@Component
class Holds {

    private static final String PARK = "INSERT IGNORE INTO enrolment_parked (id) VALUES";
    private static final String KEEP = """
            INSERT INTO scenario_held_wake (id, wait_id, enrolment_id, outcome, happened_at) VALUES (?, ?, ?, ?, ?)
            """;

    private final JdbcClient jdbc;
    private final BatchedRows rows;
    private final Clock clock;

    Holds(JdbcClient jdbc, BatchedRows rows, Clock clock) {
        this.jdbc = jdbc;
        this.rows = rows;
        this.clock = clock;
    }

    Set<String> pausedScenarios() {
        return new HashSet<>(jdbc.sql("SELECT scenario_key FROM scenario_pause")
                .query(String.class)
                .list());
    }

    /** Which of the runs are held, by themselves or with their scenario. */
    Set<Long> among(Map<Long, String> scenariosOfRuns) {
        if (scenariosOfRuns.isEmpty()) {
            return Set.of();
        }
        var held = new HashSet<>(jdbc.sql("SELECT enrolment_id FROM enrolment_pause WHERE enrolment_id IN (:ids)")
                .param("ids", scenariosOfRuns.keySet())
                .query(Long.class)
                .list());
        var scenarios = pausedScenarios();
        scenariosOfRuns.forEach((run, scenario) -> {
            if (scenarios.contains(scenario)) {
                held.add(run);
            }
        });
        return held;
    }

    /** Takes requests out of the queue until their scenario goes on. */
    void park(Collection<Long> requests) {
        if (!requests.isEmpty()) {
            List<@Nullable Object[]> parked = new ArrayList<>();
            requests.forEach(id -> parked.add(new @Nullable Object[] {id}));
            rows.insertNew(PARK, parked);
        }
    }

    void keep(Waking.Wait wait, @Nullable String outcome) {
        rows.add(KEEP, TimeOrderedIds.next(), wait.id(), wait.enrolment(), outcome, Utc.of(clock.instant()));
    }
}
