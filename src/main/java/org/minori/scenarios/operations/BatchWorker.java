package org.minori.scenarios.operations;

import jakarta.annotation.PreDestroy;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.BooleanSupplier;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.minori.storage.Utc;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.scheduling.annotation.Scheduled;
import org.springframework.stereotype.Service;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * Works off batches, fifty runs to a transaction in which they leave the batch, so that a kill at any moment neither
 * forgets nor repeats anybody. When fifty fail together they are tried one by one. Nodes skip what another one holds.
 */
@Service
public class BatchWorker {

    private static final Logger LOG = LoggerFactory.getLogger(BatchWorker.class);
    private static final int CHUNK = 50;
    private static final int MOST_PROBLEM = 500;
    /** While one waits for the database the other works: the engine asks much for each run. */
    private static final int THREADS = 2;

    private final JdbcClient jdbc;
    private final Batches batches;
    private final Map<String, BatchKind> kinds;
    private final TransactionTemplate transaction;
    private final Clock clock;
    private final ExecutorService threads =
            Executors.newFixedThreadPool(THREADS - 1, work -> new Thread(work, "batch-worker"));

    BatchWorker(
            JdbcClient jdbc,
            Batches batches,
            List<BatchKind> kinds,
            PlatformTransactionManager transactions,
            Clock clock) {
        this.jdbc = jdbc;
        this.batches = batches;
        this.kinds = kinds.stream().collect(Collectors.toMap(BatchKind::name, Function.identity()));
        this.transaction = new TransactionTemplate(transactions);
        this.clock = clock;
    }

    @Scheduled(fixedDelay = 500)
    void poll() {
        round();
    }

    /** Works until nothing is left to do; says how many chunks there were. */
    public int round() {
        int chunks = 0;
        for (var batch : batches.working()) {
            try {
                var kind = kind(batch);
                chunks += together(() -> chunk(batch, kind));
                finish(batch, kind);
            } catch (RuntimeException failure) {
                LOG.error("Batch {} waits for the next round", batch.id(), failure);
            }
        }
        return chunks;
    }

    /** Does it on each thread until there is nothing more to do; says how often. */
    private int together(BooleanSupplier chunk) {
        var done = new AtomicInteger();
        Runnable loop = () -> {
            while (chunk.getAsBoolean()) {
                done.incrementAndGet();
            }
        };
        var others = IntStream.range(1, THREADS)
                .mapToObj(i -> CompletableFuture.runAsync(loop, threads))
                .toArray(CompletableFuture[]::new);
        try {
            loop.run();
        } finally {
            CompletableFuture.allOf(others).join();
        }
        return done.get();
    }

    @PreDestroy
    void stop() {
        threads.shutdown();
    }

    /** One transaction's worth of the first batch alone, as a node does that is killed right after it. */
    void oneChunk(Batch batch) {
        chunk(batch, kind(batch));
    }

    /** Stops a batch where it is. */
    public void cancel(Batch batch) {
        if (!kind(batch).mayBeCancelled()) {
            throw new Refused("operations.batch.mustEnd");
        }
        batches.cancel(batch);
    }

    /** Whether somebody may stop it. */
    public boolean mayBeCancelled(Batch batch) {
        return kind(batch).mayBeCancelled();
    }

    private BatchKind kind(Batch batch) {
        var kind = kinds.get(batch.kind());
        if (kind == null) {
            throw new IllegalStateException("nobody does " + batch.kind());
        }
        return kind;
    }

    private boolean chunk(Batch batch, BatchKind kind) {
        var claimed = new ArrayList<Long>();
        try {
            return Boolean.TRUE.equals(transaction.execute(status -> {
                claimed.addAll(claim(batch));
                return work(batch, kind, claimed);
            }));
        } catch (RuntimeException failure) {
            if (claimed.isEmpty()) {
                throw failure;
            }
            LOG.info("{} runs of batch {} are done one by one, since together they failed", claimed.size(), batch.id());
            LOG.debug("Together they failed", failure);
            claimed.forEach(run -> alone(batch, kind, run));
            return true;
        }
    }

    private void alone(Batch batch, BatchKind kind, long run) {
        try {
            transaction.executeWithoutResult(status -> work(batch, kind, claim(batch, run)));
        } catch (RuntimeException failure) {
            LOG.warn("Batch {} can't {} run {}", batch.id(), batch.kind(), run, failure);
            transaction.executeWithoutResult(status -> putAside(batch, run, failure.toString()));
        }
    }

    private boolean work(Batch batch, BatchKind kind, List<Long> runs) {
        if (runs.isEmpty()) {
            return false;
        }
        var worked = kind.work(batch, runs);
        var through =
                runs.stream().filter(run -> !worked.refused().containsKey(run)).toList();
        worked.refused().forEach((run, why) -> putAside(batch, run, why));
        if (!through.isEmpty()) {
            jdbc.sql("DELETE FROM scenario_batch_item WHERE batch_id = :batch AND enrolment_id IN (:runs)")
                    .param("batch", batch.id())
                    .param("runs", through)
                    .update();
            jdbc.sql("UPDATE scenario_batch SET done = done + :done, gone = gone + :gone WHERE id = :batch")
                    .param("done", through.size())
                    .param("gone", through.size() - worked.done().size())
                    .param("batch", batch.id())
                    .update();
        }
        return true;
    }

    /** The next ones that nobody else works on. */
    private List<Long> claim(Batch batch) {
        return jdbc.sql("""
                        SELECT enrolment_id FROM scenario_batch_item WHERE batch_id = :batch AND state = 'OPEN'
                        ORDER BY enrolment_id LIMIT :limit FOR UPDATE SKIP LOCKED
                        """)
                .param("batch", batch.id())
                .param("limit", CHUNK)
                .query(Long.class)
                .list();
    }

    private List<Long> claim(Batch batch, long run) {
        return jdbc.sql("""
                        SELECT enrolment_id FROM scenario_batch_item
                        WHERE batch_id = :batch AND enrolment_id = :run AND state = 'OPEN' FOR UPDATE SKIP LOCKED
                        """)
                .param("batch", batch.id())
                .param("run", run)
                .query(Long.class)
                .list();
    }

    private void putAside(Batch batch, long run, String problem) {
        int aside = jdbc.sql("""
                        UPDATE scenario_batch_item SET state = 'FAILED', problem = :problem
                        WHERE batch_id = :batch AND enrolment_id = :run AND state = 'OPEN'
                        """)
                .param("problem", problem.substring(0, Math.min(problem.length(), MOST_PROBLEM)))
                .param("batch", batch.id())
                .param("run", run)
                .update();
        jdbc.sql("UPDATE scenario_batch SET failed = failed + :aside WHERE id = :batch")
                .param("aside", aside)
                .param("batch", batch.id())
                .update();
    }

    private void finish(Batch batch, BatchKind kind) {
        transaction.executeWithoutResult(status -> {
            // What another node works on at this moment is still there for us.
            long left = jdbc.sql("SELECT COUNT(*) FROM scenario_batch_item WHERE batch_id = :batch AND state = 'OPEN'")
                    .param("batch", batch.id())
                    .query(Long.class)
                    .single();
            int ended = left > 0
                    ? 0
                    : jdbc.sql("""
                                    UPDATE scenario_batch SET state = 'DONE', ended_at = :now
                                    WHERE id = :batch AND state = 'WORKING'
                                    """)
                            .param("now", Utc.of(clock.instant()))
                            .param("batch", batch.id())
                            .update();
            if (ended == 1) {
                kind.finish(batch);
            }
        });
    }
}
