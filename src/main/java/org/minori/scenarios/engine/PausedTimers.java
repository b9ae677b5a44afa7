package org.minori.scenarios.engine;

import java.util.List;
import java.util.Map;
import java.util.Set;
import javax.sql.DataSource;
import org.springframework.jdbc.core.namedparam.NamedParameterJdbcTemplate;

/**
 * Suspends timers of paused scenarios when they come due: pausing writes one row instead of one for each run, and what is
 * suspended does not stand in the way of other scenarios. Two small queries while something is paused, one otherwise.
 */
final class PausedTimers implements HeldTimers {

    private static final String PAUSED = """
            SELECT v.process_definition_id FROM scenario_pause p
            JOIN scenario_version v ON v.scenario_key = p.scenario_key
            """;
    private static final String THEIRS =
            "SELECT ID_ FROM ACT_RU_JOB WHERE ID_ IN (:jobs) AND PROCESS_DEF_ID_ IN (:definitions)";
    private static final String SUSPEND = """
            UPDATE ACT_RU_JOB SET SUSPENSION_STATE_ = 2, LOCK_OWNER_ = NULL, LOCK_EXP_TIME_ = NULL, REV_ = REV_ + 1
            WHERE ID_ IN (:jobs)
            """;

    private final NamedParameterJdbcTemplate jdbc;

    PausedTimers(DataSource dataSource) {
        this.jdbc = new NamedParameterJdbcTemplate(dataSource);
    }

    @Override
    public List<String> free(List<String> jobs) {
        var paused = jdbc.queryForList(PAUSED, Map.of(), String.class);
        if (paused.isEmpty() || jobs.isEmpty()) {
            return jobs;
        }
        var held = Set.copyOf(jdbc.queryForList(THEIRS, Map.of("jobs", jobs, "definitions", paused), String.class));
        if (held.isEmpty()) {
            return jobs;
        }
        jdbc.update(SUSPEND, Map.of("jobs", held));
        return jobs.stream().filter(job -> !held.contains(job)).toList();
    }
}
