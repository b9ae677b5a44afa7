package org.minori.scenarios.runs;

import java.util.HashSet;
import java.util.List;
import org.minori.contacts.ContactId;
import org.minori.contacts.ContactsMerged;
import org.minori.contacts.ContactsParted;
import org.minori.contacts.MovedRows;
import org.minori.scenarios.engine.EngineBatch;
import org.minori.scenarios.runs.RunDeeds.What;
import org.minori.storage.BatchedRows;
import org.springframework.context.event.EventListener;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** Gives the runs of one record of a person to the other; of two in the same scenario the older goes on. */
@Component
class MergeListener {

    private static final String WHY = "merged";

    private final MovedRows moved;
    private final JdbcClient jdbc;
    private final EngineBatch engine;
    private final RunEnding ending;
    private final BatchedRows rows;

    MergeListener(MovedRows moved, JdbcClient jdbc, EngineBatch engine, RunEnding ending, BatchedRows rows) {
        this.moved = moved;
        this.jdbc = jdbc;
        this.engine = engine;
        this.ending = ending;
        this.rows = rows;
    }

    private record Open(long id, String scenario) {}

    @EventListener
    void merged(ContactsMerged event) {
        rows.flush();
        endTheYounger(event.winner(), event.loser());
        var instances = jdbc.sql(
                        "SELECT process_instance_id FROM enrolment WHERE contact_id = ? AND status = 'RUNNING'")
                .param(event.loser().value())
                .query(String.class)
                .list();
        if (!instances.isEmpty()) {
            engine.rename(instances, event.winner().toString());
        }
        rows.flush();
        follow(event.winner(), event.loser());
        moved.move(event, "enrolment", "id");
        moved.move(event, "scenario_wait", "id");
        moved.move(event, "scenario_signal", "id");
    }

    /** Runs that were ended by the merge stay ended. */
    @EventListener
    void parted(ContactsParted event) {
        rows.flush();
        moved.back(event, "enrolment", "id");
        var instances = jdbc.sql(
                        "SELECT process_instance_id FROM enrolment WHERE contact_id = ? AND status = 'RUNNING'")
                .param(event.loser().value())
                .query(String.class)
                .list();
        if (!instances.isEmpty()) {
            engine.rename(instances, event.loser().toString());
        }
        jdbc.sql("UPDATE scenario_wait SET contact_id = ? WHERE enrolment_id IN"
                        + " (SELECT e.id FROM enrolment e WHERE e.contact_id = ?)")
                .params(event.loser().value(), event.loser().value())
                .update();
    }

    private void endTheYounger(ContactId winner, ContactId loser) {
        var seen = new HashSet<String>();
        var younger = jdbc
                .sql("SELECT id, scenario_key FROM enrolment WHERE contact_id IN (:both)"
                        + " AND status IN ('REQUESTED', 'RUNNING') ORDER BY id")
                .param("both", List.of(winner.value(), loser.value()))
                .query((row, number) -> new Open(row.getLong(1), row.getString(2)))
                .list()
                .stream()
                .filter(open -> !seen.add(open.scenario()))
                .map(Open::id)
                .toList();
        ending.end(younger, WHY, What.ENDED_BY_MERGE, null);
    }

    /** Runs are counted by contact and scenario, so the loser's follow those of the winner. */
    private void follow(ContactId winner, ContactId loser) {
        jdbc.sql("""
                        SELECT scenario_key, MAX(run) FROM enrolment WHERE contact_id = :winner
                            AND scenario_key IN (SELECT e.scenario_key FROM enrolment e WHERE e.contact_id = :loser)
                        GROUP BY scenario_key""")
                .param("winner", winner.value())
                .param("loser", loser.value())
                .query((row, number) -> new Last(row.getString(1), row.getInt(2)))
                .list()
                .forEach(last -> later(loser, last));
    }

    /** From the last one on, so that no two have one number at any time. */
    private void later(ContactId contact, Last last) {
        jdbc.sql("SELECT id FROM enrolment WHERE contact_id = ? AND scenario_key = ? ORDER BY run DESC")
                .params(contact.value(), last.scenario())
                .query(Long.class)
                .list()
                .forEach(id -> jdbc.sql("UPDATE enrolment SET run = run + ? WHERE id = ?")
                        .params(last.run(), id)
                        .update());
    }

    private record Last(String scenario, int run) {}
}
