package org.minori.scenarios.engine;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import javax.sql.DataSource;
import org.camunda.bpm.engine.impl.ProcessEngineImpl;
import org.camunda.bpm.engine.impl.jobexecutor.AcquiredJobs;
import org.camunda.bpm.engine.impl.jobexecutor.ExecuteJobsRunnable;
import org.camunda.bpm.engine.impl.jobexecutor.JobAcquisitionContext;
import org.camunda.bpm.engine.impl.jobexecutor.JobExecutor;
import org.camunda.bpm.engine.impl.jobexecutor.SequentialJobAcquisitionRunnable;
import org.jspecify.annotations.Nullable;

/**
 * Runs due timers many to a transaction. Finding them stays the engine's own, and locks, due dates and suspension
 * mean what they always do; what changes is that one statement locks many ({@link QuickAcquisition}) and how many share a
 * command ({@link JobChunk}). When all threads are
 * busy the finder waits instead of spinning.
 */
class BatchJobExecutor extends JobExecutor {

    private static final int ROUNDS_AHEAD = 3;

    private final EngineSettings settings;
    private final DataSource dataSource;
    private final HeldTimers held;
    private @Nullable ThreadPoolExecutor threads;

    BatchJobExecutor(EngineSettings settings, DataSource dataSource, HeldTimers held) {
        this.held = held;
        this.settings = settings;
        this.dataSource = dataSource;
        setMaxJobsPerAcquisition(settings.jobsPerCommand() * settings.jobThreads() * ROUNDS_AHEAD);
        setLockTimeInMillis(Math.toIntExact(settings.jobLock().toMillis()));
        // With its index the query for due timers takes a millisecond or two, so that it may come often: a wait ends in
        // time.
        setWaitTimeInMillis(250);
        setMaxWait(500);
        setBackoffTimeInMillis(25);
        setMaxBackoff(400);
        setRejectedJobsHandler((jobs, engine, executor) -> {
            throw new RejectedExecutionException("the finder of jobs waits for room, it never gives up");
        });
    }

    @Override
    protected void ensureInitialization() {
        setAcquireJobsCmdFactory(most -> new QuickAcquisition(this, dataSource, held, most));
        super.ensureInitialization();
        acquireJobsRunnable = new ChunkingAcquisition(this);
    }

    @Override
    protected void startExecutingJobs() {
        var queue = new ArrayBlockingQueue<Runnable>(settings.jobThreads() * ROUNDS_AHEAD);
        threads = new ThreadPoolExecutor(
                settings.jobThreads(),
                settings.jobThreads(),
                0,
                TimeUnit.MILLISECONDS,
                queue,
                BatchJobExecutor::named,
                BatchJobExecutor::waitForRoom);
        startJobAcquisitionThread();
    }

    private static Thread named(Runnable work) {
        return new Thread(work, "scenario-jobs");
    }

    private static void waitForRoom(Runnable work, ThreadPoolExecutor threads) {
        try {
            while (!threads.isShutdown()) {
                if (threads.getQueue().offer(work, 100, TimeUnit.MILLISECONDS)) {
                    return;
                }
            }
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
        }
        // Not run: the lock on these jobs ends by itself and another node, or the next start, takes them.
    }

    @Override
    protected void stopExecutingJobs() {
        stopJobAcquisitionThread();
        var stopping = threads;
        if (stopping == null) {
            return;
        }
        stopping.shutdown();
        try {
            if (!stopping.awaitTermination(25, TimeUnit.SECONDS)) {
                stopping.shutdownNow();
            }
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
        }
    }

    /** Jobs of one process instance that must follow each other: one by one, the engine's own way. */
    @Override
    public void executeJobs(List<String> jobs, ProcessEngineImpl engine) {
        submit(() -> {
            var free = held.free(jobs);
            if (!free.isEmpty()) {
                new ExecuteJobsRunnable(free, engine).run();
            }
        });
    }

    private void submit(Runnable work) {
        var running = threads;
        if (running != null) {
            running.execute(work);
        }
    }

    private static final class ChunkingAcquisition extends SequentialJobAcquisitionRunnable {

        private final BatchJobExecutor executor;

        ChunkingAcquisition(BatchJobExecutor executor) {
            super(executor);
            this.executor = executor;
        }

        @Override
        protected void executeJobs(JobAcquisitionContext context, ProcessEngineImpl engine, AcquiredJobs acquired) {
            var chunk = new ArrayList<String>();
            for (var jobs : acquired.getJobIdBatches()) {
                if (jobs.size() > 1) {
                    executor.executeJobs(jobs, engine);
                    continue;
                }
                chunk.addAll(jobs);
                if (chunk.size() >= executor.settings.jobsPerCommand()) {
                    executor.submit(new JobChunk(List.copyOf(chunk), engine, executor.held));
                    chunk.clear();
                }
            }
            if (!chunk.isEmpty()) {
                executor.submit(new JobChunk(List.copyOf(chunk), engine, executor.held));
            }
        }
    }
}
