package org.minori.scenarios.engine;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import org.camunda.bpm.engine.impl.JobQueryImpl;
import org.camunda.bpm.engine.impl.Page;
import org.camunda.bpm.engine.impl.ProcessEngineImpl;
import org.camunda.bpm.engine.impl.cmd.ExecuteJobsCmd;
import org.camunda.bpm.engine.impl.context.Context;
import org.camunda.bpm.engine.impl.interceptor.CommandContext;
import org.camunda.bpm.engine.impl.jobexecutor.ExecuteJobsRunnable;
import org.camunda.bpm.engine.impl.jobexecutor.JobExecutorContext;
import org.camunda.bpm.engine.impl.jobexecutor.JobFailureCollector;
import org.camunda.bpm.engine.impl.persistence.entity.JobEntity;
import org.camunda.bpm.engine.management.Metrics;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Due timers of different runs in one command and one transaction. When anything goes wrong all of it is rolled back and
 * the timers run one by one the engine's own way, so that retries and incidents stay what they are. A timer that failed
 * before, or a job that may take long, never shares a transaction; one whose lock another node has taken over is left to it.
 */
final class JobChunk implements Runnable {

    private static final Logger LOG = LoggerFactory.getLogger(JobChunk.class);
    private static final String SHORT_JOBS = "timer-";

    private final List<String> jobs;
    private final ProcessEngineImpl engine;
    private final HeldTimers held;

    JobChunk(List<String> jobs, ProcessEngineImpl engine, HeldTimers held) {
        this.jobs = jobs;
        this.engine = engine;
        this.held = held;
    }

    /** Asks once more who is held, since timers may have waited for a thread while somebody paused their scenario. */
    @Override
    public void run() {
        var free = held.free(jobs);
        if (!free.isEmpty()) {
            run(free);
        }
    }

    private void run(List<String> jobs) {
        var configuration = engine.getProcessEngineConfiguration();
        if (jobs.size() == 1 || !configuration.getJobExecutor().isActive()) {
            runOneByOne(jobs);
            return;
        }
        var alone = new ArrayList<String>();
        var done = new AtomicInteger();
        var context = new JobExecutorContext();
        Context.setJobExecutorContext(context);
        try {
            configuration.getCommandExecutorTxRequired().execute(command -> {
                done.set(runTogether(command, jobs, alone));
                return null;
            });
            configuration.getMetricsRegistry().markOccurrence(Metrics.JOB_SUCCESSFUL, done.get());
            alone.addAll(context.getCurrentProcessorJobQueue());
        } catch (RuntimeException | StackOverflowError failure) {
            LOG.info("{} timers run one by one, since together they failed: {}", jobs.size(), failure.toString());
            alone.clear();
            alone.addAll(jobs);
        } finally {
            Context.removeJobExecutorContext();
        }
        runOneByOne(alone);
    }

    private int runTogether(CommandContext command, List<String> jobs, List<String> alone) {
        var owner = engine.getProcessEngineConfiguration().getJobExecutor().getLockOwner();
        var together = new ArrayList<JobEntity>();
        for (var job : read(command, jobs)) {
            if (!owner.equals(job.getLockOwner())) {
                continue;
            }
            if (mayShare(job)) {
                together.add(job);
            } else {
                alone.add(job.getId());
            }
        }
        EngineBatch.preload(
                command, together.stream().map(JobEntity::getProcessInstanceId).toList());
        for (var job : together) {
            new ExecuteJobsCmd(job.getId(), new JobFailureCollector(job.getId())).execute(command);
        }
        return together.size();
    }

    private static List<JobEntity> read(CommandContext command, List<String> jobs) {
        var query = new JobQueryImpl();
        query.jobIds(new HashSet<>(jobs));
        return command.getJobManager().findJobsByQueryCriteria(query, new Page(0, jobs.size())).stream()
                .map(JobEntity.class::cast)
                .toList();
    }

    private static boolean mayShare(JobEntity job) {
        return job.getExceptionMessage() == null
                && job.getProcessInstanceId() != null
                && job.getJobHandlerType().startsWith(SHORT_JOBS);
    }

    private void runOneByOne(List<String> ids) {
        if (!ids.isEmpty()) {
            new ExecuteJobsRunnable(ids, engine).run();
        }
    }
}
