package org.minori.contacts;

import java.time.Clock;
import java.time.Duration;
import java.util.UUID;
import org.minori.storage.RetriedTransactions;
import org.minori.storage.Utc;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.scheduling.annotation.Scheduled;
import org.springframework.stereotype.Component;

/** Looks for duplicates behind every change, on one node at a time, so that of two records that come at once the second sees the first. */
@Component
class DuplicateWorker {

    private static final Duration LEASE = Duration.ofMinutes(1);

    private final String holder = UUID.randomUUID().toString();
    private final DuplicateFinder finder;
    private final AutoMerge automatic;
    private final RetriedTransactions transactions;
    private final JdbcClient jdbc;
    private final Clock clock;

    DuplicateWorker(
            DuplicateFinder finder,
            AutoMerge automatic,
            RetriedTransactions transactions,
            JdbcClient jdbc,
            Clock clock) {
        this.finder = finder;
        this.automatic = automatic;
        this.transactions = transactions;
        this.jdbc = jdbc;
        this.clock = clock;
    }

    @Scheduled(fixedDelay = 1_000, initialDelay = 5_000)
    void work() {
        while (round()) {}
        if (transactions.call(this::lease)) {
            automatic.work();
        }
    }

    /** Compares one batch; false when nobody waits or another node is at it. */
    boolean round() {
        return transactions.call(() -> lease() && finder.batch());
    }

    /** Held until the transaction ends by the row's lock, and a while longer by its time. */
    private boolean lease() {
        var now = clock.instant();
        return jdbc.sql("""
                        UPDATE contact_matching SET lease_holder = :holder, lease_until = :until
                        WHERE id = 1 AND (lease_holder = :holder OR lease_until IS NULL OR lease_until < :now)
                        """)
                        .param("holder", holder)
                        .param("until", Utc.of(now.plus(LEASE)))
                        .param("now", Utc.of(now))
                        .update()
                > 0;
    }
}
