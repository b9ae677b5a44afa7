package org.minori.scenarios.runs;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.minori.contacts.ContactId;
import org.minori.storage.Utc;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Service;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * Works off the signals: a hundred to a transaction, one by one when one of them fails, each at last parked for an
 * operator instead of blocking the others. Nodes skip what another one holds.
 */
@Service
public class SignalWorker {

    private static final Logger LOG = LoggerFactory.getLogger(SignalWorker.class);
    private static final int BATCH = 100;
    private static final List<Duration> PAUSES = List.of(
            Duration.ofSeconds(1),
            Duration.ofSeconds(10),
            Duration.ofMinutes(1),
            Duration.ofMinutes(5),
            Duration.ofMinutes(30),
            Duration.ofHours(2));
    static final int MOST_ATTEMPTS = PAUSES.size() + 1;

    /** How long a signal that failed too often stays parked unless somebody retries it. */
    private static final Duration PARKED = Duration.ofDays(3_650);

    private static final int MOST_PROBLEM = 500;

    private final JdbcClient jdbc;
    private final TransactionTemplate transaction;
    private final Waking waking;
    private final List<SignalHandler> handlers;
    private final Clock clock;

    SignalWorker(
            JdbcClient jdbc,
            PlatformTransactionManager transactions,
            Waking waking,
            List<SignalHandler> handlers,
            Clock clock) {
        this.jdbc = jdbc;
        this.transaction = new TransactionTemplate(transactions);
        this.waking = waking;
        this.handlers = handlers;
        this.clock = clock;
    }

    /** One thing that happened. */
    record Signal(
            long id,
            ContactId contact,
            String kind,
            String subject,
            @Nullable Integer amount,
            @Nullable Integer before,
            @Nullable Long waitId) {}

    /** Works until nothing is left that is due; says how many there were. */
    public int round() {
        int all = 0;
        int done;
        do {
            done = batch();
            all += done;
        } while (done > 0);
        return all;
    }

    /** Works off what is due of one contact, in the running transaction; says how many there were. */
    public int roundOf(ContactId contact) {
        var signals = jdbc.sql("""
                        SELECT id, contact_id, kind, subject, amount, amount_before, wait_id FROM scenario_signal
                        WHERE contact_id = :contact AND due_at <= :now ORDER BY id FOR UPDATE SKIP LOCKED
                        """)
                .param("contact", contact.value())
                .param("now", Utc.of(clock.instant()))
                .query(SignalWorker::read)
                .list();
        work(signals);
        return signals.size();
    }

    private int batch() {
        try {
            var done = transaction.execute(status -> {
                var signals = claim(BATCH);
                work(signals);
                return signals.size();
            });
            return done == null ? 0 : done;
        } catch (RuntimeException failure) {
            LOG.info("Signals are worked off one by one, since together they failed: {}", failure.toString());
            return oneByOne();
        }
    }

    private int oneByOne() {
        var ids = due();
        int seen = 0;
        for (long id : ids) {
            seen++;
            try {
                transaction.executeWithoutResult(status -> work(claimOne(id)));
            } catch (RuntimeException failure) {
                LOG.warn("A signal failed and is tried again later", failure);
                transaction.executeWithoutResult(status -> postpone(id, failure));
            }
        }
        return seen;
    }

    private void work(List<Signal> signals) {
        if (signals.isEmpty()) {
            return;
        }
        handlers.forEach(handler -> handler.work(signals));
        waking.wake(signals);
        jdbc.sql("DELETE FROM scenario_signal WHERE id IN (:ids)")
                .param("ids", signals.stream().map(Signal::id).toList())
                .update();
    }

    private List<Signal> claim(int limit) {
        return jdbc.sql("""
                        SELECT id, contact_id, kind, subject, amount, amount_before, wait_id FROM scenario_signal
                        WHERE due_at <= :now ORDER BY id LIMIT :limit FOR UPDATE SKIP LOCKED
                        """)
                .param("now", Utc.of(clock.instant()))
                .param("limit", limit)
                .query(SignalWorker::read)
                .list();
    }

    private List<Signal> claimOne(long id) {
        return jdbc.sql("""
                        SELECT id, contact_id, kind, subject, amount, amount_before, wait_id FROM scenario_signal
                        WHERE id = :id FOR UPDATE SKIP LOCKED
                        """).param("id", id).query(SignalWorker::read).list();
    }

    private static Signal read(ResultSet row, int number) throws SQLException {
        return new Signal(
                row.getLong("id"),
                new ContactId(row.getLong("contact_id")),
                row.getString("kind"),
                row.getString("subject"),
                row.getObject("amount", Integer.class),
                row.getObject("amount_before", Integer.class),
                row.getObject("wait_id", Long.class));
    }

    private List<Long> due() {
        return jdbc.sql("SELECT id FROM scenario_signal WHERE due_at <= :now ORDER BY id LIMIT :limit")
                .param("now", Utc.of(clock.instant()))
                .param("limit", BATCH)
                .query(Long.class)
                .list();
    }

    private void postpone(long id, RuntimeException failure) {
        int attempts = jdbc.sql("SELECT attempts FROM scenario_signal WHERE id = :id")
                .param("id", id)
                .query(Integer.class)
                .optional()
                .orElse(0);
        var pause = attempts < PAUSES.size() ? PAUSES.get(attempts) : PARKED;
        var problem = failure.toString();
        jdbc.sql("UPDATE scenario_signal SET attempts = attempts + 1, due_at = :due, problem = :problem WHERE id = :id")
                .param("due", Utc.of(clock.instant().plus(pause)))
                .param("problem", problem.substring(0, Math.min(problem.length(), MOST_PROBLEM)))
                .param("id", id)
                .update();
    }
}
