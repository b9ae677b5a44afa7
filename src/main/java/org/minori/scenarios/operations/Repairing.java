package org.minori.scenarios.operations;

import java.util.List;
import java.util.Map;
import org.minori.administration.AuditLog;
import org.minori.scenarios.runs.RunEnding;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/** Mends single runs by hand. */
@Service
@Transactional
public class Repairing {

    private static final String WHY = "endedByHand";

    private final RunEnding ending;
    private final JdbcClient jdbc;
    private final AuditLog audit;

    Repairing(RunEnding ending, JdbcClient jdbc, AuditLog audit) {
        this.ending = ending;
        this.jdbc = jdbc;
        this.audit = audit;
    }

    /**
     * Ends a run where it stands, as one that left; what was done stays done, mails that still wait to be sent included. One
     * that has ended stays as it is.
     *
     * @return whether it was still going on
     */
    public boolean end(String scenario, long enrolment) {
        boolean open = jdbc.sql(
                                "SELECT COUNT(*) FROM enrolment WHERE id = ? AND scenario_key = ? AND status IN ('REQUESTED', 'RUNNING')")
                        .params(enrolment, scenario)
                        .query(Integer.class)
                        .single()
                > 0;
        if (open) {
            ending.end(List.of(enrolment), WHY);
            audit.record("scenario.runEnded", "run:" + enrolment, Map.of("scenario", scenario));
        }
        return open;
    }
}
