package org.minori.tracking;

import jakarta.annotation.PreDestroy;
import java.util.ArrayList;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.atomic.AtomicLong;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.scheduling.annotation.Scheduled;
import org.springframework.stereotype.Component;

/**
 * Page views on their way to the database: taken at once and written in batches, so that a flood costs memory up to a bound
 * and nothing beyond. What does not fit any more is dropped, and every drop is counted.
 */
@Component
public class PageViewBuffer {

    private static final Logger LOG = LoggerFactory.getLogger(PageViewBuffer.class);
    private static final int AT_ONCE = 1_000;

    private final BlockingQueue<PageView> waiting;
    private final PageViewLog log;
    private final MachineSigns signs;
    private final AtomicLong dropped = new AtomicLong();
    private long told;

    PageViewBuffer(TrackingSettings settings, PageViewLog log, MachineSigns signs) {
        this.waiting = new ArrayBlockingQueue<>(settings.waitingPageViews());
        this.log = log;
        this.signs = signs;
    }

    /** Takes a page view; false when there was no room. What a crawler looked at is not kept at all. */
    public boolean offer(PageView view, Hit hit) {
        if (signs.isMachine(hit) || waiting.offer(view)) {
            return true;
        }
        dropped.incrementAndGet();
        return false;
    }

    /** How many were dropped since this node started. */
    public long dropped() {
        return dropped.get();
    }

    /** Writes all that waits; what can't be written is dropped with a word in the log rather than kept for ever. */
    @Scheduled(fixedDelay = 500)
    public synchronized void flush() {
        var batch = new ArrayList<PageView>(AT_ONCE);
        while (waiting.drainTo(batch, AT_ONCE) > 0) {
            try {
                log.write(batch);
            } catch (RuntimeException e) {
                dropped.addAndGet(batch.size());
                LOG.error("{} page views could not be written", batch.size(), e);
            }
            batch.clear();
        }
        long now = dropped.get();
        if (now > told) {
            LOG.warn("{} page views were dropped, {} since the start", now - told, now);
            told = now;
        }
    }

    @PreDestroy
    void finish() {
        flush();
    }
}
