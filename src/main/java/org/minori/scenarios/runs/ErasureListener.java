package org.minori.scenarios.runs;

import java.util.List;
import org.camunda.bpm.engine.RuntimeService;
import org.minori.contacts.ContactErased;
import org.minori.scenarios.engine.EngineHistory;
import org.minori.storage.BatchedRows;
import org.springframework.context.event.EventListener;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** Ends and forgets the runs of a contact who asked to be forgotten, the engine's history of them too. */
@Component
class ErasureListener {

    private final JdbcClient jdbc;
    private final RuntimeService runtime;
    private final EngineHistory history;
    private final BatchedRows rows;

    ErasureListener(JdbcClient jdbc, RuntimeService runtime, EngineHistory history, BatchedRows rows) {
        this.jdbc = jdbc;
        this.runtime = runtime;
        this.history = history;
        this.rows = rows;
    }

    @EventListener
    void erased(ContactErased event) {
        long contact = event.contact().value();
        var instances = jdbc.sql("SELECT process_instance_id FROM enrolment WHERE contact_id = :contact")
                .param("contact", contact)
                .query(String.class)
                .list();
        runtime.deleteProcessInstancesIfExists(instances, "erased", false, false, false);
        rows.flush();
        history.forget(instances);
        for (var statement : List.of(
                "DELETE FROM enrolment_step WHERE enrolment_id IN (SELECT id FROM enrolment WHERE contact_id = :contact)",
                "DELETE FROM enrolment_deed WHERE enrolment_id IN (SELECT id FROM enrolment WHERE contact_id = :contact)",
                "DELETE FROM scenario_wait WHERE contact_id = :contact",
                "DELETE FROM scenario_signal WHERE contact_id = :contact",
                "DELETE FROM enrolment_due WHERE id IN (SELECT id FROM enrolment WHERE contact_id = :contact)",
                "DELETE FROM enrolment_failed WHERE id IN (SELECT id FROM enrolment WHERE contact_id = :contact)",
                "DELETE FROM enrolment_parked WHERE id IN (SELECT id FROM enrolment WHERE contact_id = :contact)",
                "DELETE FROM enrolment_pause WHERE enrolment_id IN (SELECT id FROM enrolment WHERE contact_id = :contact)",
                "DELETE FROM scenario_held_wake WHERE enrolment_id IN (SELECT id FROM enrolment WHERE contact_id = :contact)",
                "DELETE FROM enrolment WHERE contact_id = :contact")) {
            jdbc.sql(statement).param("contact", contact).update();
        }
    }
}
