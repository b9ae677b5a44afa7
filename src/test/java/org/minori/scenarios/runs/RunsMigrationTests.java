package org.minori.scenarios.runs;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import java.util.List;
import org.flywaydb.core.Flyway;
import org.flywaydb.core.api.configuration.FluentConfiguration;
import org.junit.jupiter.api.Test;
import org.minori.support.TestDatabase;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.datasource.DriverManagerDataSource;

/** What an installation from before holds reads and goes on as it always did. */
class RunsMigrationTests {

    private static final String LAST_BEFORE = "202611220630";

    private static FluentConfiguration flyway(DriverManagerDataSource database) {
        return Flyway.configure().dataSource(database).locations("classpath:db/migration");
    }

    @Test
    void rowsOfOneStepEachStayReadable() {
        var database = TestDatabase.empty("steps");
        flyway(database).target(LAST_BEFORE).load().migrate();
        var jdbc = JdbcClient.create(database);
        insert(jdbc, 11, 1, "Start", "PASSED", null, null);
        insert(jdbc, 12, 2, "Start", "PASSED", null, null);
        insert(jdbc, 13, 1, "Ripe", "PASSED", "Flow_1", "stage = LEAD");
        insert(jdbc, 14, 1, "Wait", "ENTERED", "Flow_2", null);

        flyway(database).load().migrate();
        insert(jdbc, 15, 1, "Wait", "LEFT", null, null);

        assertThat(new StepLog(jdbc).of(1))
                .extracting(RunStep::kind, RunStep::element, RunStep::flow, RunStep::note)
                .containsExactly(
                        tuple("PASSED", "Start", null, null),
                        tuple("PASSED", "Ripe", "Flow_1", "stage = LEAD"),
                        tuple("ENTERED", "Wait", "Flow_2", null),
                        tuple("LEFT", "Wait", null, null));
    }

    private static void insert(
            JdbcClient jdbc, long id, long enrolment, String element, String kind, String flow, String note) {
        jdbc.sql("""
                        INSERT INTO enrolment_step (id, enrolment_id, element, kind, flow, happened_at, note)
                        VALUES (?, ?, ?, ?, ?, '2026-11-22 12:00:00', ?)
                        """).params(id, enrolment, element, kind, flow, note).update();
    }

    @Test
    void whoIsRequestedIsInTheQueueAndWhoWasRefusedIsCounted() {
        var database = TestDatabase.empty("requests");
        flyway(database).target(LAST_BEFORE).load().migrate();
        var jdbc = JdbcClient.create(database);
        jdbc.sql("""
                        INSERT INTO enrolment_batch (id, scenario_key, state, requested, refused, created_at)
                        VALUES (7, 'a', 'READY', 5, 1, '2026-11-22 12:00:00')
                        """).update();
        var states = List.of("REQUESTED", "RUNNING", "REFUSED", "REQUESTED");
        for (int i = 0; i < states.size(); i++) {
            jdbc.sql("""
                            INSERT INTO enrolment (id, scenario_key, contact_id, run, status, process_instance_id, batch_id,
                              requested_at, attempts, due_at)
                            VALUES (?, 'a', ?, 1, ?, 'x', 7, '2026-11-22 12:00:00', 0, '2026-11-22 12:30:00')
                            """).params(i, i, states.get(i)).update();
        }

        flyway(database).load().migrate();

        assertThat(jdbc.sql("SELECT id FROM enrolment_due WHERE due_at = '2026-11-22 12:30:00' ORDER BY id")
                        .query(Long.class)
                        .list())
                .containsExactly(0L, 3L);
        var progress = new EnrolmentBatches(jdbc).find("a", 7).orElseThrow();
        assertThat(progress.pending()).isEqualTo(2);
        assertThat(progress.started()).isEqualTo(1);
        assertThat(progress.refused()).isEqualTo(2);
    }
}
