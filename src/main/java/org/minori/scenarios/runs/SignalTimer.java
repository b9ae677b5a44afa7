package org.minori.scenarios.runs;

import jakarta.annotation.PreDestroy;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.atomic.AtomicBoolean;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.boot.autoconfigure.condition.ConditionalOnProperty;
import org.springframework.scheduling.annotation.Scheduled;
import org.springframework.stereotype.Component;

/** Has the signals worked off: at once when this node committed some, and twice a second for those of other nodes. */
@Component
@ConditionalOnProperty(name = "minori.workers", havingValue = "true", matchIfMissing = true)
class SignalTimer {

    private static final Logger LOG = LoggerFactory.getLogger(SignalTimer.class);

    private final SignalWorker worker;
    private final AtomicBoolean waiting = new AtomicBoolean();
    private final ExecutorService thread =
            Executors.newSingleThreadExecutor(work -> new Thread(work, "scenario-signals"));

    SignalTimer(SignalWorker worker) {
        this.worker = worker;
    }

    @Scheduled(fixedDelay = 500)
    void nudge() {
        if (!waiting.compareAndSet(false, true)) {
            return;
        }
        try {
            thread.execute(this::work);
        } catch (RejectedExecutionException stopping) {
            LOG.debug("Signals wait for the next start", stopping);
        }
    }

    private void work() {
        waiting.set(false);
        try {
            worker.round();
        } catch (RuntimeException failure) {
            LOG.warn("Signals wait for the next round", failure);
        }
    }

    @PreDestroy
    void stop() {
        thread.shutdown();
    }
}
