package org.minori.scenarios.operations;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.List;
import org.camunda.bpm.engine.ManagementService;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.minori.MinoriTest;
import org.minori.administration.AuditLog;
import org.minori.administration.User;
import org.minori.administration.UserAccounts;
import org.minori.administration.UserId;
import org.minori.contacts.ContactDirectory;
import org.minori.contacts.ContactField;
import org.minori.contacts.ContactId;
import org.minori.contacts.FieldCatalogue;
import org.minori.scenarios.authoring.ScenarioOwnership;
import org.minori.scenarios.engine.DueTimers;
import org.minori.scenarios.runs.Drawn;
import org.minori.scenarios.runs.RunPaths;
import org.minori.scenarios.runs.Runs;
import org.minori.scenarios.runs.ScenarioRuns;
import org.minori.scenarios.runs.StuckRuns;
import org.minori.storage.TimeOrderedIds;
import org.minori.web.InvalidInput;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.jdbc.core.simple.JdbcClient;

/** Mending what went wrong, for one run and for many. */
@MinoriTest
class RepairingTests {

    private static final int MANY = 1_000;

    @Autowired
    ScenarioRuns runs;

    @Autowired
    Repairing repairing;

    @Autowired
    Curing curing;

    @Autowired
    Pausing pausing;

    @Autowired
    StuckRuns stuck;

    @Autowired
    BatchWorker worker;

    @Autowired
    Batches batches;

    @Autowired
    DueTimers timers;

    @Autowired
    ContactDirectory contacts;

    @Autowired
    ManagementService jobs;

    @Autowired
    StuckNotices notices;

    @Autowired
    ScenarioOwnership ownership;

    @Autowired
    UserAccounts users;

    @Autowired
    RunPaths paths;

    @Autowired
    Runs directory;

    @Autowired
    AuditLog audit;

    @Autowired
    FieldCatalogue fields;

    @Autowired
    JdbcClient jdbc;

    private String scenario;
    private String field;

    /** Waits, sets a field that is not there yet, sends a mail, waits again. */
    @BeforeEach
    void aStepThatFails() {
        field = "rank" + System.nanoTime();
        scenario = runs.publish(Drawn.scenario()
                .start("Start", "startManually")
                .days("Wait", 3)
                .task("Set", "updateContact", "field", field, "value", "A")
                .task("Send", "sendEmail", "email", "welcome")
                .days("Later", 5)
                .task("Tag", "addTag", "tag", "done")
                .end("End", "exhausted")
                .way("Start", "Wait", "Set", "Send", "Later", "Tag", "End"));
    }

    private List<ContactId> people(int count) {
        var people = new ArrayList<ContactId>();
        for (int i = 0; i < count; i++) {
            people.add(runs.somebody());
        }
        runs.enrol(scenario, people.toArray(ContactId[]::new));
        return people;
    }

    /** Lets the step fail until nobody tries it any more. */
    private void fail(List<ContactId> people) {
        for (var one : people) {
            var job = jobs.createJobQuery()
                    .processInstanceId(runs.of(scenario, one).instance())
                    .singleResult();
            assertThatThrownBy(() -> jobs.executeJob(job.getId())).isInstanceOf(InvalidInput.class);
            jobs.setJobRetries(job.getId(), 1);
            assertThatThrownBy(() -> jobs.executeJob(job.getId())).isInstanceOf(InvalidInput.class);
        }
    }

    private void makeTheField() {
        fields.create(field, field, field, ContactField.Type.TEXT);
    }

    private long mails() {
        return jdbc.sql("SELECT COUNT(*) FROM outbox_mail m JOIN enrolment e ON e.id = m.enrolment_id "
                        + "WHERE e.scenario_key = :key")
                .param("key", scenario)
                .query(Long.class)
                .single();
    }

    private Batch work(long batch) {
        worker.round();
        return batches.find(batch).orElseThrow();
    }

    @Test
    void theStepThatFailedIsNamedAndNotTheWaitBeforeIt() {
        var taro = people(1).get(0);
        fail(List.of(taro));

        assertThat(stuck.causes(scenario)).singleElement().satisfies(cause -> {
            assertThat(cause.element()).isEqualTo("Set");
            assertThat(cause.cause()).contains("messageKey=");
        });
        assertThat(stuck.of(runs.of(scenario, taro).enrolment()))
                .singleElement()
                .satisfies(one -> assertThat(one.element()).isEqualTo("Set"));
    }

    @Test
    void manyTryAgainTogetherAndEachMailIsSentOnce() {
        var people = people(MANY);
        fail(people);
        makeTheField();

        var batch = work(curing.all(scenario, Cure.RETRY));
        assertThat(List.of(batch.total(), batch.done(), batch.failed())).containsExactly((long) MANY, (long) MANY, 0L);
        assertThat(stuck.count(scenario)).isZero();
        work(curing.all(scenario, Cure.RETRY));
        makeDue(people);
        for (int fired = timers.fire(); fired > 0; ) {
            fired = timers.fire();
        }

        assertThat(mails()).isEqualTo(MANY);
        assertThat(people)
                .allSatisfy(one -> assertThat(runs.of(scenario, one).waitsAt()).containsExactly("Later"));
    }

    private void makeDue(List<ContactId> people) {
        jdbc.sql("UPDATE ACT_RU_JOB SET DUEDATE_ = TIMESTAMPADD(DAY, -1, CURRENT_TIMESTAMP) "
                        + "WHERE PROCESS_INSTANCE_ID_ IN (:instances)")
                .param(
                        "instances",
                        people.stream()
                                .map(one -> runs.of(scenario, one).instance())
                                .toList())
                .update();
    }

    @Test
    void thoseOfOneCauseGoOnWithoutTheStepAndTheOthersDoNot() {
        var people = people(3);
        fail(people);
        jdbc.sql("UPDATE ACT_RU_INCIDENT SET INCIDENT_MSG_ = 'another' WHERE PROC_INST_ID_ = :id")
                .param("id", runs.of(scenario, people.get(2)).instance())
                .update();
        var cause = stuck.causes(scenario).get(0).cause();

        var batch = work(curing.ofCause(scenario, Cure.SKIP, "Set", cause));

        assertThat(List.of(batch.total(), batch.done(), batch.gone(), batch.failed()))
                .containsExactly(2L, 2L, 0L, 0L);
        assertThat(runs.of(scenario, people.get(0)).waitsAt()).containsExactly("Later");
        assertThat(runs.of(scenario, people.get(2)).waitsAt()).containsExactly("Wait");
        assertThat(mails()).isEqualTo(2);
        assertThat(stuck.count(scenario)).isEqualTo(1);
        assertThat(runs.of(scenario, people.get(0)).log())
                .containsExactly("PASSED Start", "ENTERED Wait", "LEFT Wait", "PASSED Send", "ENTERED Later");
    }

    @Test
    void whoIsNotStuckAnyMoreIsLeftAloneByABatch() {
        var people = people(2);
        fail(people);
        long batch = curing.all(scenario, Cure.SKIP);
        makeTheField();
        repairing.retry(scenario, runs.of(scenario, people.get(0)).enrolment());

        var done = work(batch);

        assertThat(List.of(done.done(), done.gone())).containsExactly(2L, 1L);
        assertThat(runs.of(scenario, people.get(0)).waitsAt()).containsExactly("Wait");
        assertThat(runs.of(scenario, people.get(1)).waitsAt()).containsExactly("Later");
    }

    @Test
    void whoAnswersForTheScenarioIsToldOnce() {
        long id = TimeOrderedIds.next();
        jdbc.sql("""
                        INSERT INTO app_user (id, email, name, roles, locale, active, created_at)
                        VALUES (:id, :email, '葵', 'MARKETER', 'ja', TRUE, CURRENT_TIMESTAMP)
                        """).param("id", id).param("email", id + "@example.jp").update();
        var owner = users.find(new UserId(id)).orElseThrow();
        ownership.set(scenario, owner.id().toString(), "");
        notices.look();
        long before = noticesOf(owner);
        fail(people(2));

        notices.look();
        notices.look();

        assertThat(noticesOf(owner)).isEqualTo(before + 1);
    }

    private long noticesOf(User owner) {
        return jdbc.sql("SELECT COUNT(*) FROM notice WHERE user_id = :id AND path = :path")
                .param("id", owner.id().value())
                .param("path", "/scenarios/" + scenario + "/incidents")
                .query(Long.class)
                .single();
    }

    @Test
    void manyAreEnded() {
        var people = people(2);
        fail(people);

        work(curing.all(scenario, Cure.END));

        assertThat(people)
                .allSatisfy(one -> assertThat(runs.of(scenario, one).status()).isEqualTo("ENDED left"));
        assertThat(stuck.count(scenario)).isZero();
    }

    @Test
    void aWrongFieldIsCorrectedAndTheStepTriedAgain() {
        var taro = people(1).get(0);
        fail(List.of(taro));
        makeTheField();

        repairing.correct(scenario, runs.of(scenario, taro).enrolment(), "jobTitle", "部長");
        makeDue(List.of(taro));
        timers.fire();

        assertThat(contacts.field(taro, "jobTitle")).contains("部長");
        assertThat(runs.of(scenario, taro).waitsAt()).containsExactly("Later");
        assertThat(audit.actions()).contains("scenario.runCorrected");
    }

    @Test
    void aWaitIsSkipped() {
        var taro = people(1).get(0);
        makeTheField();

        repairing.skip(scenario, runs.of(scenario, taro).enrolment());

        assertThat(runs.of(scenario, taro).waitsAt()).containsExactly("Later");
        assertThat(mails()).isEqualTo(1);
        assertThat(audit.actions()).contains("scenario.stepSkipped");
    }

    @Test
    void aRunIsTakenForwardAndBackAndNoMailIsSentTwice() {
        var taro = people(1).get(0);
        long run = runs.of(scenario, taro).enrolment();

        repairing.move(scenario, run, null, "Send");
        assertThat(runs.of(scenario, taro).waitsAt()).containsExactly("Later");
        repairing.move(scenario, run, "Later", "Send");
        assertThat(runs.of(scenario, taro).waitsAt()).containsExactly("Later");
        assertThat(mails()).isEqualTo(1);
        assertThat(runs.of(scenario, taro).why("Send")).containsExactly("byHand", "byHand");
        assertThat(paths.of(directory.find(scenario, run).orElseThrow()).flows())
                .as("nobody went from the field to the mail")
                .hasSize(2);

        repairing.move(scenario, run, "Later", "End");
        assertThat(runs.of(scenario, taro).status()).isEqualTo("ENDED exhausted");
        assertThat(audit.actions()).contains("scenario.runMoved");
    }

    @Test
    void whatFailsOnTheWayChangesNothing() {
        var taro = people(1).get(0);
        long run = runs.of(scenario, taro).enrolment();

        assertThatThrownBy(() -> repairing.move(scenario, run, null, "Set")).isInstanceOf(Refused.class);
        assertThatThrownBy(() -> repairing.skip(scenario, run)).isInstanceOf(Refused.class);

        assertThat(runs.of(scenario, taro).waitsAt()).containsExactly("Wait");
        assertThat(runs.of(scenario, taro).log()).containsExactly("PASSED Start", "ENTERED Wait");
    }

    @Test
    void whereNobodyCanGoIsSaid() {
        var taro = people(1).get(0);
        long run = runs.of(scenario, taro).enrolment();

        assertThatThrownBy(() -> repairing.move(scenario, run, null, "Start")).isInstanceOf(InvalidInput.class);
        assertThatThrownBy(() -> repairing.move(scenario, run, "Later", "Send")).isInstanceOf(InvalidInput.class);
        pausing.pauseRun(scenario, run, "");
        assertThatThrownBy(() -> repairing.move(scenario, run, null, "Send")).isInstanceOf(Refused.class);
        assertThatThrownBy(() -> repairing.skip(scenario, run)).isInstanceOf(Refused.class);
        assertThat(repairing.end(scenario, run)).isTrue();
        assertThatThrownBy(() -> repairing.retry(scenario, run)).isInstanceOf(Refused.class);
    }

    @Test
    void whatIsWaitedForBehindABranchIsSkippedByChoosing() {
        var racing = runs.publish(Drawn.scenario()
                .start("Start", "startManually")
                .whicheverFirst("First")
                .event("Clicked", "emailClicked", "subject", "offer")
                .days("Week", 7)
                .end("Yes", "converted")
                .end("No", "exhausted")
                .way("Start", "First", "Clicked", "Yes")
                .way("First", "Week", "No"));
        var taro = runs.somebody();
        runs.enrol(racing, taro);
        long run = runs.of(racing, taro).enrolment();

        assertThat(repairing.canSkip(racing, run, 1)).isFalse();
        assertThatThrownBy(() -> repairing.skip(racing, run)).isInstanceOf(Refused.class);
        repairing.move(racing, run, null, "Yes");

        assertThat(runs.of(racing, taro).status()).isEqualTo("ENDED converted");
        assertThat(runs.of(racing, taro).waits()).isEmpty();
    }
}
