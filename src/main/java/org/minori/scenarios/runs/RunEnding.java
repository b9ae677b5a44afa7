package org.minori.scenarios.runs;

import java.util.Collection;
import java.util.List;
import org.camunda.bpm.engine.RuntimeService;
import org.jspecify.annotations.Nullable;
import org.minori.contacts.ContactId;
import org.minori.scenarios.engine.EngineBatch;
import org.minori.scenarios.runs.RunDeeds.What;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Service;

/** Ends runs before their end, and requests for runs before they begin; whoever waits for one of them hears of it. */
@Service
public class RunEnding {

    private final JdbcClient jdbc;
    private final EngineBatch engine;
    private final RuntimeService runtime;
    private final Calls calls;
    private final RunDeeds deeds;

    RunEnding(JdbcClient jdbc, EngineBatch engine, RuntimeService runtime, Calls calls, RunDeeds deeds) {
        this.jdbc = jdbc;
        this.engine = engine;
        this.runtime = runtime;
        this.calls = calls;
        this.deeds = deeds;
    }

    private record Open(long id, long contact, boolean running, String instance) {}

    /**
     * Ends those of the runs that have not ended, in the running transaction.
     *
     * @param why a word of ours, as technical as the engine's own reasons
     * @param by who asked for it; null where a rule did
     */
    public void end(Collection<Long> enrolments, String why, What what, @Nullable String by) {
        if (enrolments.isEmpty()) {
            return;
        }
        List<Open> open = jdbc.sql("""
                        SELECT id, contact_id, status, process_instance_id FROM enrolment
                        WHERE id IN (:ids) AND status IN ('REQUESTED', 'RUNNING') ORDER BY id FOR UPDATE
                        """)
                .param("ids", enrolments)
                .query((row, number) -> new Open(
                        row.getLong(1), row.getLong(2), row.getString(3).equals("RUNNING"), row.getString(4)))
                .list();
        deeds.note(open.stream().map(Open::id).toList(), what, by);
        var requested = open.stream().filter(one -> !one.running()).toList();
        if (!requested.isEmpty()) {
            jdbc.sql("UPDATE enrolment SET status = 'REFUSED', problem = :why WHERE id IN (:ids)")
                    .param("why", why)
                    .param("ids", requested.stream().map(Open::id).toList())
                    .update();
            requested.forEach(one -> calls.over(one.id(), new ContactId(one.contact())));
        }
        var running = open.stream().filter(Open::running).map(Open::instance).toList();
        if (!running.isEmpty()) {
            engine.run(running, () -> runtime.deleteProcessInstancesIfExists(running, why, false, false, false));
        }
        jdbc.sql("DELETE FROM enrolment_pause WHERE enrolment_id IN (:ids)")
                .param("ids", enrolments)
                .update();
    }
}
