package org.minori.scenarios.authoring;

import java.time.Clock;
import java.util.Map;
import org.minori.administration.AuditLog;
import org.minori.storage.Utc;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/** Takes scenarios away that nobody ever ran through; those with runs are what reports and paths are read from, and stay. */
@Service
public class ScenarioRemoval {

    private final JdbcClient jdbc;
    private final ScenarioRows rows;
    private final Deployments deployments;
    private final AuditLog audit;
    private final Clock clock;

    ScenarioRemoval(JdbcClient jdbc, ScenarioRows rows, Deployments deployments, AuditLog audit, Clock clock) {
        this.jdbc = jdbc;
        this.rows = rows;
        this.deployments = deployments;
        this.audit = audit;
        this.clock = clock;
    }

    /** Whether nobody runs, ran or is about to run through it. */
    @Transactional(readOnly = true)
    public boolean isPossible(String key) {
        return count("SELECT COUNT(*) FROM (SELECT 1 FROM enrolment WHERE scenario_key = :key LIMIT 1) one", key) == 0
                && count("SELECT COUNT(*) FROM enrolment_batch WHERE scenario_key = :key AND state = 'PAGING'", key)
                        == 0;
    }

    /** Removes the draft and all versions, if it is possible; says whether it was. */
    @Transactional
    public boolean remove(String key) {
        var name = rows.find(key).orElseThrow(() -> new ScenarioNotFound(key)).name();
        rows.lockDraft(key);
        if (!isPossible(key)) {
            return false;
        }
        jdbc.sql("SELECT process_definition_id FROM scenario_version WHERE scenario_key = :key")
                .param("key", key)
                .query(String.class)
                .list()
                .forEach(deployments::undeploy);
        jdbc.sql("""
                        INSERT INTO scenario_removed (scenario_key, last_version, removed_at) VALUES (:key, :last, :now)
                        ON DUPLICATE KEY UPDATE last_version = VALUES(last_version), removed_at = VALUES(removed_at)
                        """)
                .param("key", key)
                .param("last", rows.nextVersion(key) - 1)
                .param("now", Utc.of(clock.instant()))
                .update();
        for (var table : new String[] {"scenario_version", "scenario_segment", "enrolment_batch", "scenario"}) {
            jdbc.sql("DELETE FROM " + table + " WHERE scenario_key = :key")
                    .param("key", key)
                    .update();
        }
        audit.record("scenario.removed", "scenario:" + key, Map.of("name", name));
        return true;
    }

    private long count(String sql, String key) {
        return jdbc.sql(sql).param("key", key).query(Long.class).single();
    }
}
