package org.minori.scenarios.runs;

import java.util.List;
import org.minori.scenarios.runs.RunDeeds.What;
import org.minori.scenarios.runs.SignalWorker.Signal;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** Ends the runs of a contact that enters a segment which the settings of their scenario name. */
@Component
class Exits implements SignalHandler {

    private static final String WHY = "exitSegment";

    private final JdbcClient jdbc;
    private final RunEnding ending;

    Exits(JdbcClient jdbc, RunEnding ending) {
        this.jdbc = jdbc;
        this.ending = ending;
    }

    @Override
    public void work(List<Signal> signals) {
        for (var signal : signals) {
            if (signal.kind().equals(Signals.SEGMENT_ENTERED)) {
                ending.end(endedBy(signal), WHY, What.ENDED_BY_SEGMENT, null);
            }
        }
    }

    /** The runs that were there when the contact entered; ids grow with time. */
    private List<Long> endedBy(Signal signal) {
        return jdbc.sql("""
                        SELECT e.id FROM scenario_segment s JOIN enrolment e ON e.scenario_key = s.scenario_key
                        WHERE s.segment_key = ? AND e.contact_id = ? AND e.id < ?
                          AND e.status IN ('REQUESTED', 'RUNNING')
                        """)
                .params(signal.subject(), signal.contact().value(), signal.id())
                .query(Long.class)
                .list();
    }
}
