package org.minori.scenarios.runs;

import java.time.Instant;
import java.time.LocalDateTime;
import java.util.Collection;
import java.util.List;
import org.minori.storage.Utc;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Service;

/** What would have woken runs while they were held, and letting it wake them. */
@Service
public class HeldWakes {

    private final JdbcClient jdbc;
    private final Waking waking;

    HeldWakes(JdbcClient jdbc, Waking waking) {
        this.jdbc = jdbc;
        this.waking = waking;
    }

    /** One event that came to a held run. */
    public record HeldWake(long id, long enrolment, int version, String element, Instant at) {}

    /** Those of these runs, in the order in which they came. */
    public List<HeldWake> of(Collection<Long> enrolments) {
        return enrolments.isEmpty() ? List.of() : list("h.enrolment_id IN (:of)", enrolments);
    }

    /** Those of a scenario. */
    public List<HeldWake> ofScenario(String scenario) {
        return list("e.scenario_key = :of", scenario);
    }

    private List<HeldWake> list(String which, Object of) {
        return jdbc.sql("""
                        SELECT h.id, h.enrolment_id, e.version, w.element, h.happened_at FROM scenario_held_wake h
                        JOIN scenario_wait w ON w.id = h.wait_id JOIN enrolment e ON e.id = h.enrolment_id WHERE
                        """ + which + " ORDER BY h.id")
                .param("of", of)
                .query((row, number) -> new HeldWake(
                        row.getLong(1),
                        row.getLong(2),
                        row.getInt(3),
                        row.getString(4),
                        Utc.toInstant(row.getObject(5, LocalDateTime.class))))
                .list();
    }

    /** Lets them wake their runs, where these still wait for it, in the running transaction. */
    public void release(Collection<HeldWake> wakes) {
        if (!wakes.isEmpty()) {
            waking.release(wakes.stream().map(HeldWake::id).toList());
        }
    }

    /** Forgets what came to these runs. */
    public void forget(Collection<Long> enrolments) {
        if (!enrolments.isEmpty()) {
            jdbc.sql("DELETE FROM scenario_held_wake WHERE enrolment_id IN (:ids)")
                    .param("ids", enrolments)
                    .update();
        }
    }
}
