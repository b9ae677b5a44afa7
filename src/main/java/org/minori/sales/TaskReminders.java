package org.minori.sales;

import java.time.Clock;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.minori.storage.Utc;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.scheduling.annotation.Scheduled;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionTemplate;

/** Reminds of tasks that nobody accepts, once, and tells everybody of those whose time is over, once. */
@Component
class TaskReminders {

    private static final int AT_A_TIME = 200;

    private final JdbcClient jdbc;
    private final SalesNotices notices;
    private final TransactionTemplate transaction;
    private final Clock clock;

    TaskReminders(JdbcClient jdbc, SalesNotices notices, TransactionTemplate transaction, Clock clock) {
        this.jdbc = jdbc;
        this.notices = notices;
        this.transaction = transaction;
        this.clock = clock;
    }

    @Scheduled(initialDelay = 20, fixedDelay = 60, timeUnit = TimeUnit.SECONDS)
    void remind() {
        round("remind_at", "reminded_at", notices::reminder);
        round("due_at", "escalated_at", notices::overdue);
    }

    private interface Word {
        void of(SalesTask task);
    }

    private void round(String when, String done, Word word) {
        int told = AT_A_TIME;
        while (told == AT_A_TIME) {
            told = transaction.execute(status -> chunk(when, done, word));
        }
    }

    /** Without ORDER BY, with which H2 would lock all that are due and not these few. */
    private int chunk(String when, String done, Word word) {
        var now = Utc.of(clock.instant());
        List<SalesTask> waiting = jdbc.sql(SalesTaskTable.SELECT + " WHERE status = 'OPEN' AND " + done
                        + " IS NULL AND " + when + " <= ? LIMIT ? FOR UPDATE SKIP LOCKED")
                .params(now, AT_A_TIME)
                .query(SalesTaskTable::task)
                .list();
        for (var task : waiting) {
            jdbc.sql("UPDATE sales_task SET " + done + " = ? WHERE id = ?")
                    .params(now, task.id().value())
                    .update();
            word.of(task);
        }
        return waiting.size();
    }
}
