package org.minori.scenarios.runs;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.LocalDateTime;
import java.util.List;
import java.util.Map;
import org.camunda.bpm.engine.ManagementService;
import org.camunda.bpm.engine.RuntimeService;
import org.minori.contacts.ContactDirectory;
import org.minori.contacts.ContactId;
import org.minori.contacts.Contacts;
import org.minori.scenarios.Scenarios;
import org.minori.scenarios.authoring.TestScenarios;
import org.minori.scenarios.runs.SignalWorker.Signal;
import org.minori.storage.TimeOrderedIds;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;

/** Drives runs in tests, where workers and the job executor are still: each call does one thing at once. */
@Component
public class ScenarioRuns {

    private static final int RADIX = 36;
    private static final int PART_OF_AN_ID = 22;

    private final TestScenarios published;
    private final Scenarios scenarios;
    private final EnrolmentStarter starter;
    private final SignalWorker signals;
    private final ContactDirectory contacts;
    private final RuntimeService runtime;
    private final ManagementService jobs;
    private final JdbcClient jdbc;
    private final StepLog log;
    private final Waking waking;
    private final TransactionTemplate transaction;

    ScenarioRuns(
            TestScenarios published,
            Scenarios scenarios,
            EnrolmentStarter starter,
            SignalWorker signals,
            ContactDirectory contacts,
            RuntimeService runtime,
            ManagementService jobs,
            JdbcClient jdbc,
            StepLog log,
            Waking waking,
            PlatformTransactionManager transactions) {
        this.published = published;
        this.scenarios = scenarios;
        this.starter = starter;
        this.signals = signals;
        this.contacts = contacts;
        this.runtime = runtime;
        this.jobs = jobs;
        this.jdbc = jdbc;
        this.log = log;
        this.waking = waking;
        this.transaction = new TransactionTemplate(transactions);
    }

    public String publish(Drawn drawing) {
        return published.publish(drawing.xml());
    }

    public ContactId somebody() {
        return contacts.upsert(Contacts.with(Contacts.freshEmail())).id();
    }

    /** Asks for a run of each and starts them. */
    public long enrol(String scenario, ContactId... people) {
        long batch = scenarios.enrol(scenario, List.of(people), "test");
        starter.round();
        return batch;
    }

    /** Lets what happened wake whom it should. */
    public void work() {
        signals.round();
        starter.round();
    }

    public OneRun of(String scenario, ContactId contact) {
        var instance = jdbc.sql("""
                        SELECT process_instance_id FROM enrolment
                        WHERE scenario_key = :key AND contact_id = :contact ORDER BY run DESC LIMIT 1
                        """)
                .param("key", scenario)
                .param("contact", contact.value())
                .query(String.class)
                .single();
        return new OneRun(instance);
    }

    public long count(String scenario) {
        return jdbc.sql("SELECT COUNT(*) FROM enrolment WHERE scenario_key = :key AND status <> 'REFUSED'")
                .param("key", scenario)
                .query(Long.class)
                .single();
    }

    /** One contact's run. */
    public final class OneRun {

        private final String instance;

        private OneRun(String instance) {
            this.instance = instance;
        }

        public String instance() {
            return instance;
        }

        public long enrolment() {
            return Long.parseLong(instance, 36);
        }

        /** Where it rests; empty when it has ended. */
        public List<String> waitsAt() {
            return runtime.createProcessInstanceQuery()
                                    .processInstanceId(instance)
                                    .count()
                            == 0
                    ? List.of()
                    : runtime.getActiveActivityIds(instance);
        }

        public String status() {
            return jdbc.sql("SELECT CONCAT(status, ' ', COALESCE(result, '')) FROM enrolment WHERE id = :id")
                    .param("id", enrolment())
                    .query(String.class)
                    .single()
                    .strip();
        }

        /** Lets the timer at the element fire, and fails loudly when there is none. */
        public void fire(String element) {
            var due = jobs.createJobQuery()
                    .processInstanceId(instance)
                    .activityId(element)
                    .list();
            assertThat(due).as("timer at " + element).hasSize(1);
            jobs.executeJob(due.get(0).getId());
        }

        /** Lets all that it did and the rest where it is have been so many days earlier, for the log and for the engine. */
        public void letDaysPass(int days) {
            jdbc.sql("SELECT id, happened_at FROM enrolment_step WHERE enrolment_id = :id")
                    .param("id", enrolment())
                    .query((row, number) -> Map.entry(row.getLong(1), row.getObject(2, LocalDateTime.class)))
                    .list()
                    .forEach(step -> jdbc.sql("UPDATE enrolment_step SET happened_at = :at WHERE id = :id")
                            .param("at", step.getValue().minusDays(days))
                            .param("id", step.getKey())
                            .update());
            jdbc.sql(
                            "SELECT ID_, ACT_INST_ID_ FROM ACT_RU_EXECUTION WHERE PROC_INST_ID_ = :id AND ACT_INST_ID_ LIKE '%:%'")
                    .param("id", instance)
                    .query((row, number) -> Map.entry(row.getString(1), row.getString(2)))
                    .list()
                    .forEach(visit -> jdbc.sql("UPDATE ACT_RU_EXECUTION SET ACT_INST_ID_ = :visit WHERE ID_ = :id")
                            .param("visit", earlier(visit.getValue(), days))
                            .param("id", visit.getKey())
                            .update());
        }

        private static String earlier(String visit, int days) {
            int colon = visit.lastIndexOf(':');
            var place = visit.startsWith("+")
                    ? "+" + earlierId(visit.substring(1, colon), days)
                    : visit.substring(0, colon);
            return place + ":" + earlierId(visit.substring(colon + 1), days);
        }

        private static String earlierId(String id, int days) {
            return Long.toString(
                    Long.parseLong(id, RADIX) - (Duration.ofDays(days).toMillis() << PART_OF_AN_ID), RADIX);
        }

        /** The log, as "KIND element" lines in order. */
        public List<String> log() {
            return steps().stream()
                    .map(step -> step.kind() + " " + step.element())
                    .toList();
        }

        List<RunStep> steps() {
            return log.of(enrolment());
        }

        /** Why the run went on from the element as it did. */
        public List<String> why(String element) {
            return steps().stream()
                    .filter(step -> step.element().equals(element) && step.note() != null)
                    .map(RunStep::note)
                    .toList();
        }

        /** A click has found that the run waits for it; lets it wake the run later. */
        public Runnable foundByAClick(ContactId contact, String subject) {
            var click = new Signal(TimeOrderedIds.next(), contact, "emailClicked", subject, null, null, null);
            var found = waking.matches(List.of(click));
            return () -> transaction.executeWithoutResult(status -> waking.wakeThese(found));
        }

        public List<String> waits() {
            return jdbc.sql("SELECT kind FROM scenario_wait WHERE enrolment_id = :id ORDER BY id")
                    .param("id", enrolment())
                    .query(String.class)
                    .list();
        }
    }
}
