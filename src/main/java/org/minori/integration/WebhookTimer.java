package org.minori.integration;

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

/** Has the calls made on a thread of their own, since the other side may take its time. */
@Component
@ConditionalOnProperty(name = "minori.workers", havingValue = "true", matchIfMissing = true)
class WebhookTimer {

    private static final Logger LOG = LoggerFactory.getLogger(WebhookTimer.class);

    private final WebhookCaller caller;
    private final AtomicBoolean working = new AtomicBoolean();
    private final ExecutorService thread = Executors.newSingleThreadExecutor(work -> new Thread(work, "webhook-round"));

    WebhookTimer(WebhookCaller caller) {
        this.caller = caller;
    }

    @Scheduled(fixedDelay = 1_000)
    void poll() {
        if (!working.compareAndSet(false, true)) {
            return;
        }
        try {
            thread.execute(this::work);
        } catch (RejectedExecutionException stopping) {
            LOG.debug("Webhooks wait for the next start", stopping);
        }
    }

    @Scheduled(fixedDelay = 3_600_000, initialDelay = 600_000)
    void tidy() {
        caller.tidy();
    }

    private void work() {
        try {
            caller.round();
        } catch (RuntimeException failure) {
            LOG.warn("Webhooks wait for the next round", failure);
        } finally {
            working.set(false);
        }
    }

    @PreDestroy
    void stop() {
        thread.shutdownNow();
    }
}
