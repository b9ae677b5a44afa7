package org.minori.scenarios.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;
import static org.awaitility.Awaitility.await;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Date;
import java.util.List;
import javax.sql.DataSource;
import org.camunda.bpm.engine.ManagementService;
import org.camunda.bpm.engine.ProcessEngine;
import org.camunda.bpm.engine.impl.ProcessEngineImpl;
import org.camunda.bpm.engine.impl.cfg.ProcessEngineConfigurationImpl;
import org.camunda.bpm.engine.impl.jobexecutor.JobExecutor;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.minori.MinoriTest;
import org.minori.contacts.ContactDirectory;
import org.minori.contacts.ContactId;
import org.minori.scenarios.authoring.TestScenarios;
import org.minori.scenarios.runs.Drawn;
import org.minori.scenarios.runs.ScenarioRuns;
import org.minori.scoring.LeadScores;
import org.minori.scoring.ScoreChange;
import org.minori.storage.Utc;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.dao.CannotAcquireLockException;
import org.springframework.jdbc.core.JdbcTemplate;

/** Timers that share a transaction, and everything that can go wrong with one of them: each step has its effect exactly once. */
@MinoriTest
class JobChunkTests {

    @Autowired
    ScenarioRuns runs;

    @Autowired
    TestScenarios scenarios;

    @Autowired
    LeadScores scores;

    @Autowired
    ContactDirectory contacts;

    @Autowired
    FaultDelegate faults;

    @Autowired
    ProcessEngine engine;

    @Autowired
    ManagementService jobs;

    @Autowired
    JdbcTemplate jdbc;

    @Autowired
    DataSource dataSource;

    private JobExecutor before;
    private BatchJobExecutor executor;

    /** Says it is active without looking for jobs by itself. */
    private static final class Awake extends BatchJobExecutor {
        private boolean asleep = true;

        private Awake(DataSource dataSource) {
            super(new EngineSettings(true, 2, 50, Duration.ofSeconds(60), 1, 90), dataSource, jobs -> jobs);
        }

        @Override
        public boolean isActive() {
            return asleep || super.isActive();
        }

        @Override
        public void start() {
            asleep = false;
            super.start();
        }
    }

    @BeforeEach
    void takeTheExecutorsPlace() {
        var configuration = configuration();
        before = configuration.getJobExecutor();
        executor = new Awake(dataSource);
        configuration.setJobExecutor(executor);
    }

    @AfterEach
    void giveItBack() {
        executor.shutdown();
        configuration().setJobExecutor(before);
        faults.forget();
    }

    private ProcessEngineConfigurationImpl configuration() {
        return ((ProcessEngineImpl) engine).getProcessEngineConfiguration();
    }

    private static Drawn waitThenStep() {
        return Drawn.scenario()
                .start("Start", "startManually")
                .days("Wait", 1)
                .task("Step", "addTag", "tag", "x")
                .days("Rest", 30)
                .end("End", "exhausted")
                .way("Start", "Wait", "Step", "Rest", "End");
    }

    /** Runs that wait, their timers due and locked by us. */
    private List<ScenarioRuns.OneRun> due(int number) {
        var scenario = scenarios.publish(waitThenStep().xml(), "${addTagDelegate}", "${faultDelegate}");
        var people = new ArrayList<ContactId>();
        for (int i = 0; i < number; i++) {
            people.add(runs.somebody());
        }
        runs.enrol(scenario, people.toArray(ContactId[]::new));
        var waiting = new ArrayList<ScenarioRuns.OneRun>();
        for (var person : people) {
            var run = runs.of(scenario, person);
            waiting.add(run);
            jobs.setJobDuedate(job(run), new Date(System.currentTimeMillis() - 10_000));
        }
        return waiting;
    }

    private String job(ScenarioRuns.OneRun run) {
        return jobs.createJobQuery()
                .processInstanceId(run.instance())
                .singleResult()
                .getId();
    }

    private void lock(List<ScenarioRuns.OneRun> waiting, String owner, int seconds) {
        for (var run : waiting) {
            jdbc.update(
                    "UPDATE ACT_RU_JOB SET LOCK_OWNER_ = ?, LOCK_EXP_TIME_ = ?, REV_ = REV_ + 1 WHERE ID_ = ?",
                    owner,
                    Utc.of(Instant.now().plusSeconds(seconds)),
                    job(run));
        }
    }

    private void runTogether(List<ScenarioRuns.OneRun> waiting) {
        lock(waiting, executor.getLockOwner(), 60);
        new JobChunk(waiting.stream().map(this::job).toList(), (ProcessEngineImpl) engine, jobs -> jobs).run();
    }

    private void assertEachOnce(List<ScenarioRuns.OneRun> all) {
        for (var run : all) {
            assertThat(faults.effects(run.enrolment())).isEqualTo(1);
            assertThat(run.waitsAt()).containsExactly("Rest");
        }
    }

    @Test
    void manyTimersShareOneTransaction() {
        var waiting = due(20);

        runTogether(waiting);

        assertEachOnce(waiting);
        assertThat(faults.transactions(waiting)).isEqualTo(1);
    }

    @Test
    void eachRunOfATransactionIsBranchedByItsOwnContactAndWhatItsStepsDidBefore() {
        var scenario = scenarios.publish(Drawn.scenario()
                .start("Start", "startManually")
                .days("Wait", 1)
                .choice("First", "Low")
                .task("Score", "addScore", "points", "40")
                .choice("Second", "Few")
                .days("Rich", 30)
                .days("Poor", 30)
                .end("End", "exhausted")
                .way("Start", "Wait", "First")
                .flow("High", "First", "Rich", "score.overall >= 50")
                .flow("Low", "First", "Score", "")
                .way("Score", "Second")
                .flow("Enough", "Second", "Rich", "score.overall >= 50 and field.jobTitle = \"部長\"")
                .flow("Few", "Second", "Poor", "")
                .way("Rich", "End")
                .way("Poor", "End")
                .xml());
        var people = List.of(runs.somebody(), runs.somebody(), runs.somebody(), runs.somebody());
        int[] points = {60, 20, 20, 0};
        for (int i = 0; i < points.length; i++) {
            scores.add(List.of(new ScoreChange(
                    people.get(i), "overall", points[i], "test", 1, null, null, "test" + System.nanoTime())));
        }
        contacts.setField(people.get(1), "jobTitle", "部長");
        contacts.setField(people.get(3), "jobTitle", "部長");
        runs.enrol(scenario, people.toArray(ContactId[]::new));
        var waiting = people.stream().map(person -> runs.of(scenario, person)).toList();

        runTogether(waiting);

        assertThat(waiting.stream().map(ScenarioRuns.OneRun::waitsAt))
                .containsExactly(List.of("Rich"), List.of("Rich"), List.of("Poor"), List.of("Poor"));
    }

    @Test
    void aStepThatFailsHoldsUpNobodyElseAndLeavesNoTrace() {
        var waiting = due(10);
        var poor = waiting.get(4);
        faults.always(poor.enrolment(), () -> {
            throw new IllegalStateException("the step is broken");
        });

        runTogether(waiting);

        assertEachOnce(waiting.stream().filter(run -> run != poor).toList());
        assertThat(faults.effects(poor.enrolment())).isZero();
        assertThat(poor.waitsAt()).containsExactly("Wait");
        assertThat(poor.log()).containsExactly("PASSED Start", "ENTERED Wait");
        var failed = jobs.createJobQuery().jobId(job(poor)).singleResult();
        assertThat(failed.getRetries()).isEqualTo(5);
        assertThat(failed.getExceptionMessage()).contains("the step is broken");
        assertThat(failed.getDuedate()).isAfter(new Date());
    }

    @Test
    void aTimerThatFailedBeforeNoLongerSharesATransaction() {
        var waiting = due(6);
        var poor = waiting.get(0);
        faults.always(poor.enrolment(), () -> {
            throw new IllegalStateException("the step is broken");
        });
        runTogether(List.of(poor, waiting.get(1)));
        faults.forget();

        var later = List.of(poor, waiting.get(2), waiting.get(3), waiting.get(4), waiting.get(5));
        runTogether(later);

        assertEachOnce(later);
        assertThat(faults.transactions(later)).isEqualTo(2);
    }

    @Test
    void aDeadlockCostsTimeAndNothingElse() {
        var waiting = due(10);
        faults.once(waiting.get(7).enrolment(), () -> {
            throw new CannotAcquireLockException("deadlock found when trying to get lock");
        });

        runTogether(waiting);

        assertEachOnce(waiting);
        assertThat(jobs.createJobQuery()
                        .jobId(job(waiting.get(7)))
                        .singleResult()
                        .getExceptionMessage())
                .isNull();
    }

    @Test
    void whatAnotherTransactionChangedMeanwhileIsDoneAgainAndOnce() {
        var waiting = due(10);
        var contended = waiting.get(3);
        faults.once(
                contended.enrolment(),
                () -> faults.elsewhere(() -> jdbc.update(
                        "UPDATE ACT_RU_EXECUTION SET REV_ = REV_ + 1 WHERE PROC_INST_ID_ = ?", contended.instance())));

        runTogether(waiting);

        assertEachOnce(waiting);
    }

    @Test
    void aTimerWhoseLockAnotherNodeTookIsLeftToIt() {
        var waiting = due(4);
        lock(waiting, executor.getLockOwner(), 60);
        var taken = waiting.get(2);
        lock(List.of(taken), "another node", 60);

        new JobChunk(waiting.stream().map(this::job).toList(), (ProcessEngineImpl) engine, jobs -> jobs).run();

        assertThat(faults.effects(taken.enrolment())).isZero();
        assertEachOnce(waiting.stream().filter(run -> run != taken).toList());
    }

    @Test
    void theTimersOfADeadNodeRunWhenItsLocksEndAndNotBefore() {
        var waiting = due(4);
        lock(waiting.subList(0, 2), "a node that was killed", -1);
        lock(waiting.subList(2, 4), "a node that lives", 60);

        executor.registerProcessEngine((ProcessEngineImpl) engine);
        executor.start();
        await().atMost(Duration.ofSeconds(20)).untilAsserted(() -> assertEachOnce(waiting.subList(0, 2)));

        for (var run : waiting.subList(2, 4)) {
            assertThat(faults.effects(run.enrolment())).isZero();
        }
    }

    @Test
    void theExecutorFindsDueTimersByItself() {
        var waiting = due(120);

        executor.registerProcessEngine((ProcessEngineImpl) engine);
        executor.start();

        await().atMost(Duration.ofSeconds(40))
                .untilAsserted(() -> assertThat(faults.effects(waiting)).isEqualTo(120));
        assertEachOnce(waiting);
        assertThat(faults.transactions(waiting)).isLessThan(20);
    }

    @Test
    void afterAllRetriesTheRunIsStuckAndCanBeSetGoingAgain() {
        var waiting = due(1);
        var poor = waiting.get(0);
        faults.always(poor.enrolment(), () -> {
            throw new IllegalStateException("the step is broken");
        });
        for (int i = 0; i < 6; i++) {
            jdbc.update(
                    "UPDATE ACT_RU_JOB SET DUEDATE_ = ? WHERE ID_ = ?",
                    Utc.of(Instant.now().minusSeconds(5)),
                    job(poor));
            runTogether(List.of(poor));
        }
        var incident = engine.getRuntimeService()
                .createIncidentQuery()
                .processInstanceId(poor.instance())
                .singleResult();
        assertThat(incident.getIncidentMessage()).contains("the step is broken");

        faults.forget();
        jobs.setJobRetries(incident.getConfiguration(), 6);
        runTogether(List.of(poor));

        assertEachOnce(List.of(poor));
        assertThat(engine.getRuntimeService()
                        .createIncidentQuery()
                        .processInstanceId(poor.instance())
                        .count())
                .isZero();
    }

    private List<String> acquire(JobExecutor node) {
        return configuration()
                .getCommandExecutorTxRequired()
                .execute(new QuickAcquisition(node, dataSource, jobs -> jobs, 1_000))
                .getJobIdBatches()
                .stream()
                .flatMap(List::stream)
                .toList();
    }

    @Test
    void twoNodesNeverTakeTheSameTimers() {
        var ids = due(5).stream().map(this::job).toList();
        var other = new Awake(dataSource);

        var ours = acquire(executor);
        var theirs = acquire(other);

        assertThat(ours).containsAll(ids);
        assertThat(theirs).doesNotContainAnyElementsOf(ids);
        for (var id : ids) {
            assertThat(jdbc.queryForObject("SELECT LOCK_OWNER_ FROM ACT_RU_JOB WHERE ID_ = ?", String.class, id))
                    .isEqualTo(executor.getLockOwner());
        }
        // A node that died gives them back when its locks end.
        for (var id : ids) {
            jdbc.update(
                    "UPDATE ACT_RU_JOB SET LOCK_EXP_TIME_ = ? WHERE ID_ = ?",
                    Utc.of(Instant.now().minusSeconds(5)),
                    id);
        }
        assertThat(acquire(other)).containsAll(ids);
    }

    @Test
    void runsThatEndTogetherAreWholeInTheirRowsAndInTheEnginesHistory() {
        var scenario = scenarios.publish(Drawn.scenario()
                .start("Start", "startManually")
                .days("Wait", 1)
                .end("End", "converted")
                .way("Start", "Wait", "End")
                .xml());
        var people = List.of(runs.somebody(), runs.somebody(), runs.somebody());
        runs.enrol(scenario, people.toArray(ContactId[]::new));
        var waiting = people.stream().map(person -> runs.of(scenario, person)).toList();

        runTogether(waiting);

        for (var run : waiting) {
            assertThat(run.status()).isEqualTo("ENDED converted");
            assertThat(run.log()).containsExactly("PASSED Start", "ENTERED Wait", "LEFT Wait", "PASSED End");
            var history = engine.getHistoryService()
                    .createHistoricProcessInstanceQuery()
                    .processInstanceId(run.instance())
                    .singleResult();
            assertThat(history.getEndTime()).isNotNull();
            // MySQL keeps these times in whole seconds.
            assertThat(history.getDurationInMillis())
                    .isCloseTo(
                            history.getEndTime().getTime()
                                    - history.getStartTime().getTime(),
                            within(1_000L));
        }
        assertThat(jdbc.queryForObject(
                        "SELECT COUNT(*) FROM ACT_RU_EXECUTION WHERE PROC_INST_ID_ IN (?, ?, ?)",
                        Integer.class,
                        waiting.stream().map(ScenarioRuns.OneRun::instance).toArray()))
                .isZero();
    }
}
