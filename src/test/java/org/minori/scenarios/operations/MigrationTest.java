package org.minori.scenarios.operations;

import java.time.Instant;
import java.time.LocalDateTime;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.camunda.bpm.engine.ManagementService;
import org.minori.MinoriTest;
import org.minori.contacts.ContactId;
import org.minori.sales.SalesTasks;
import org.minori.scenarios.authoring.TestScenarios;
import org.minori.scenarios.engine.DueTimers;
import org.minori.scenarios.operations.Migrating.Move;
import org.minori.scenarios.runs.Drawn;
import org.minori.scenarios.runs.RunCounts;
import org.minori.scenarios.runs.ScenarioRuns;
import org.minori.tracking.ActivityLog;
import org.minori.tracking.Touchpoint;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.jdbc.core.simple.JdbcClient;

/** What tests of moving to another version share: drawings, people, and what became of them. */
@MinoriTest
abstract class MigrationTest {

    static final int MANY = 500;

    @Autowired
    ScenarioRuns runs;

    @Autowired
    TestScenarios published;

    @Autowired
    Migrating migrating;

    @Autowired
    Repairing repairing;

    @Autowired
    Pausing pausing;

    @Autowired
    BatchWorker worker;

    @Autowired
    Batches batches;

    @Autowired
    RunCounts counts;

    @Autowired
    DueTimers timers;

    @Autowired
    SalesTasks tasks;

    @Autowired
    ActivityLog activities;

    @Autowired
    ManagementService jobs;

    @Autowired
    JdbcClient jdbc;

    static Drawn mailThenAWeek() {
        return Drawn.scenario()
                .start("Start", "startManually")
                .task("Send", "sendEmail", "email", "welcome")
                .days("Week", 7)
                .end("End", "exhausted")
                .way("Start", "Send", "Week", "End");
    }

    static Drawn withASecondMail() {
        return Drawn.scenario()
                .start("Start", "startManually")
                .task("Send", "sendEmail", "email", "welcome")
                .days("Week", 7)
                .task("Second", "sendEmail", "email", "second")
                .days("Later", 3)
                .end("End", "exhausted")
                .way("Start", "Send", "Week", "Second", "Later", "End");
    }

    List<ContactId> people(String scenario, int count) {
        var people = new ArrayList<ContactId>();
        for (int i = 0; i < count; i++) {
            people.add(runs.somebody());
        }
        runs.enrol(scenario, people.toArray(ContactId[]::new));
        return people;
    }

    static Move everyone(String scenario) {
        return new Move(scenario, 1, 2, Map.of(), null);
    }

    Batch move(Move move) {
        long batch = migrating.start(move);
        worker.round();
        return batches.find(batch).orElseThrow();
    }

    int version(String scenario, ContactId contact) {
        return jdbc.sql("SELECT version FROM enrolment WHERE id = :id")
                .param("id", runs.of(scenario, contact).enrolment())
                .query(Integer.class)
                .single();
    }

    Map<String, LocalDateTime> dueDates(String scenario) {
        var due = new LinkedHashMap<String, LocalDateTime>();
        jdbc.sql("""
                        SELECT j.PROCESS_INSTANCE_ID_, j.DUEDATE_ FROM ACT_RU_JOB j
                        JOIN enrolment e ON e.process_instance_id = j.PROCESS_INSTANCE_ID_ WHERE e.scenario_key = :key
                        """).param("key", scenario).query(row -> {
            due.put(row.getString(1), row.getObject(2, LocalDateTime.class));
        });
        return due;
    }

    long mails(String scenario, String email) {
        return jdbc.sql("""
                        SELECT COUNT(*) FROM outbox_mail m JOIN enrolment e ON e.id = m.enrolment_id
                        WHERE e.scenario_key = :key AND m.email_key = :email
                        """)
                .param("key", scenario)
                .param("email", email)
                .query(Long.class)
                .single();
    }

    void clicked(ContactId contact, String what) {
        activities.record(List.of(new Touchpoint(null, contact, "emailClicked", what, Instant.now(), Map.of(), false)));
        runs.work();
    }

    long waiting(String scenario, int version, String element) {
        return counts.of(scenario, version).elements().stream()
                .filter(one -> one.id().equals(element))
                .findFirst()
                .orElseThrow()
                .waiting();
    }
}
