package org.minori.sales;

import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.minori.contacts.ContactId;
import org.minori.storage.Utc;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.scheduling.annotation.Scheduled;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * Tells those who asked for a task that was decided already. It can't be told while they ask: whoever waits for the word
 * waits only once his own transaction is through.
 */
@Component
public class LateTellings {

    private static final int AT_A_TIME = 200;
    private static final Duration SETTLED = Duration.ofSeconds(1);

    private final JdbcClient jdbc;
    private final ApplicationEventPublisher events;
    private final TransactionTemplate transaction;
    private final Clock clock;

    LateTellings(JdbcClient jdbc, ApplicationEventPublisher events, TransactionTemplate transaction, Clock clock) {
        this.jdbc = jdbc;
        this.events = events;
        this.transaction = transaction;
        this.clock = clock;
    }

    /** Tells all whose asking is over. */
    @Scheduled(initialDelay = 10, fixedDelay = 2, timeUnit = TimeUnit.SECONDS)
    public void tellLate() {
        int told = AT_A_TIME;
        while (told == AT_A_TIME) {
            told = transaction.execute(status -> chunk());
        }
    }

    private record Waiting(String once, long task, long contact) {}

    /** Without ORDER BY, with which H2 would lock all that wait and not these few. */
    private int chunk() {
        List<Waiting> waiting = jdbc.sql("SELECT once_key, task_id, contact_id FROM sales_handover WHERE late = TRUE"
                        + " AND created_at <= ? LIMIT ? FOR UPDATE SKIP LOCKED")
                .params(Utc.of(clock.instant().minus(SETTLED)), AT_A_TIME)
                .query((row, number) ->
                        new Waiting(row.getString("once_key"), row.getLong("task_id"), row.getLong("contact_id")))
                .list();
        for (var one : waiting) {
            var status = jdbc.sql("SELECT status FROM sales_task WHERE id = ?")
                    .param(one.task())
                    .query(String.class)
                    .single();
            jdbc.sql("UPDATE sales_handover SET late = FALSE, told = ? WHERE once_key = ?")
                    .params(status, one.once())
                    .update();
            events.publishEvent(new LeadDecided(
                    new SalesTaskId(one.task()),
                    one.once(),
                    new ContactId(one.contact()),
                    SalesOutcome.valueOf(status)));
        }
        return waiting.size();
    }
}
