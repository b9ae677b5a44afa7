package org.minori.segments;

import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.scheduling.annotation.Scheduled;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionTemplate;

/** Looks again and again who has entered the watched segments; of several nodes one looks at a segment at a time. */
@Component
public class SegmentRefresh {

    private static final Logger log = LoggerFactory.getLogger(SegmentRefresh.class);

    private final SegmentWatch watch;
    private final TransactionTemplate transaction;

    SegmentRefresh(SegmentWatch watch, TransactionTemplate transaction) {
        this.watch = watch;
        this.transaction = transaction;
    }

    /** Looks at all of them now; whether there are any. */
    @Scheduled(initialDelay = 15, fixedDelay = 15, timeUnit = TimeUnit.SECONDS)
    public boolean refreshAll() {
        var watched = watch.watched();
        for (var key : watched) {
            try {
                refresh(key);
            } catch (RuntimeException e) {
                log.error("Segment {} could not be refreshed", key, e);
            }
        }
        transaction.executeWithoutResult(status -> watch.dropUnwatched());
        return !watched.isEmpty();
    }

    /** Each chunk is a transaction of its own, so that whoever listens works on thousands at a time and not on all. */
    void refresh(String key) {
        transaction.executeWithoutResult(status -> watch.begin(key));
        boolean more = true;
        while (more) {
            more = Boolean.TRUE.equals(transaction.execute(status -> watch.claim(key) && watch.tellEntered(key)));
        }
        transaction.executeWithoutResult(status -> {
            if (watch.claim(key)) {
                watch.dropLeavers(key);
            }
        });
    }
}
