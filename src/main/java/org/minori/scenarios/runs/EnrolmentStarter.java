package org.minori.scenarios.runs;

import jakarta.annotation.PreDestroy;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;
import org.minori.contacts.ContactId;
import org.minori.scenarios.authoring.PublishedScenario;
import org.minori.scenarios.authoring.PublishedScenarios;
import org.minori.scenarios.engine.EngineBatch;
import org.minori.scenarios.engine.EngineSettings;
import org.minori.storage.Utc;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.scheduling.annotation.Scheduled;
import org.springframework.stereotype.Service;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * Starts requested runs, a hundred to an engine command. When a batch fails it is halved until the one that fails is
 * alone: it is tried again later and at last refused, and nobody else waits for it.
 */
@Service
public class EnrolmentStarter {

    private static final Logger LOG = LoggerFactory.getLogger(EnrolmentStarter.class);
    private static final int BATCH = 100;
    private static final int MOST_ATTEMPTS = 5;
    private static final Duration PAUSE = Duration.ofSeconds(30);
    private static final int MOST_PROBLEM = 500;

    private final JdbcClient jdbc;
    private final TransactionTemplate transaction;
    private final EngineBatch engine;
    private final PublishedScenarios published;
    private final Calls calls;
    private final Holds holds;
    private final FailedStarts failed;
    private final Clock clock;
    private final int threads;
    private final ExecutorService pool;

    EnrolmentStarter(
            JdbcClient jdbc,
            PlatformTransactionManager transactions,
            EngineBatch engine,
            PublishedScenarios published,
            Calls calls,
            Holds holds,
            FailedStarts failed,
            Clock clock,
            EngineSettings settings) {
        this.jdbc = jdbc;
        this.transaction = new TransactionTemplate(transactions);
        this.engine = engine;
        this.published = published;
        this.calls = calls;
        this.holds = holds;
        this.failed = failed;
        this.clock = clock;
        this.threads = settings.enrolmentThreads();
        this.pool = Executors.newFixedThreadPool(threads, work -> new Thread(work, "scenario-enrolments"));
    }

    private record Requested(
            long id,
            String scenario,
            long contact,
            @Nullable String start) {}

    private static final class Refused extends RuntimeException {

        private Refused(String why) {
            super(why);
        }
    }

    @Scheduled(fixedDelay = 250)
    void poll() {
        round();
    }

    /** Starts all that is requested and due, on as many threads as the setting says. */
    public int round() {
        var claims = new Claims();
        int first = batch(claims);
        if (first < BATCH || threads < 2) {
            return first == 0 ? 0 : first + drain();
        }
        var all = new AtomicInteger(first);
        var helpers = new ArrayList<Future<?>>();
        for (int i = 0; i < threads; i++) {
            helpers.add(pool.submit(() -> all.addAndGet(drain())));
        }
        for (var helper : helpers) {
            await(helper);
        }
        return all.get();
    }

    /** Starts what is requested of one contact and due, in the running transaction; says how many there were. */
    public int roundOf(ContactId contact) {
        var due = jdbc.sql("""
                        SELECT d.id FROM enrolment_due d JOIN enrolment e ON e.id = d.id
                        WHERE e.contact_id = :contact AND d.due_at <= :now
                        """)
                .param("contact", contact.value())
                .param("now", Utc.of(clock.instant()))
                .query(Long.class)
                .list();
        if (!due.isEmpty()) {
            start(claim(due));
        }
        return due.size();
    }

    private static void await(Future<?> helper) {
        try {
            helper.get();
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
        } catch (ExecutionException failure) {
            throw new IllegalStateException("Enrolments wait for the next round", failure.getCause());
        }
    }

    private int drain() {
        var claims = new Claims();
        int all = 0;
        int done;
        do {
            done = batch(claims);
            all += done;
        } while (done > 0 || claims.fromTheStart());
        return all;
    }

    /** Up to where this thread has claimed: what it has started itself it need not look at again, nor step over what is deleted there. */
    private static final class Claims {
        private long after;

        /** Looks at all of them once more, unless it just has. */
        private boolean fromTheStart() {
            boolean further = after > 0;
            after = 0;
            return further;
        }
    }

    private int batch(Claims claims) {
        var claimed = new ArrayList<Long>();
        try {
            transaction.executeWithoutResult(status -> {
                var batch = claim(claims.after);
                batch.forEach(one -> claimed.add(one.id()));
                start(batch);
            });
        } catch (RuntimeException failure) {
            LOG.info(
                    "{} enrolments are started in smaller groups, since together they failed: {}",
                    claimed.size(),
                    failure.toString());
            if (claimed.isEmpty()) {
                throw failure;
            }
            halve(claimed, failure);
        }
        if (!claimed.isEmpty()) {
            claims.after = Collections.max(claimed);
        }
        return claimed.size();
    }

    private void halve(List<Long> ids, RuntimeException failure) {
        if (ids.size() == 1) {
            transaction.executeWithoutResult(status -> postpone(ids.get(0), failure));
            return;
        }
        int middle = ids.size() / 2;
        for (var half : List.of(ids.subList(0, middle), ids.subList(middle, ids.size()))) {
            try {
                transaction.executeWithoutResult(status -> start(claim(half)));
            } catch (RuntimeException again) {
                halve(half, again);
            }
        }
    }

    private void start(List<Requested> batch) {
        if (batch.isEmpty()) {
            return;
        }
        var scenarios = new HashMap<String, PublishedScenario>();
        for (var one : batch) {
            scenarios.computeIfAbsent(
                    one.scenario(),
                    key -> published.find(key).orElseThrow(() -> new Refused("no longer published: " + key)));
        }
        scenarios.forEach((key, scenario) -> jdbc.sql("""
                        UPDATE enrolment SET status = 'RUNNING', version = :version, started_at = :now
                        WHERE id IN (:ids)
                        """)
                .param("version", scenario.version())
                .param("now", Utc.of(clock.instant()))
                .param(
                        "ids",
                        batch.stream()
                                .filter(one -> one.scenario().equals(key))
                                .map(Requested::id)
                                .toList())
                .update());
        var contacts = batch.stream().map(one -> Long.toString(one.contact())).toList();
        engine.starting(contacts, () -> {
            for (var one : batch) {
                var scenario = scenarios.get(one.scenario());
                if (scenario != null) {
                    engine.start(one.id(), scenario.processDefinitionId(), Long.toString(one.contact()), one.start());
                }
            }
        });
    }

    private List<Requested> claim(long after) {
        return requested(jdbc.sql("""
                        SELECT id FROM enrolment_due WHERE id > :after AND due_at <= :now
                        ORDER BY id LIMIT :limit FOR UPDATE SKIP LOCKED
                        """)
                .param("after", after)
                .param("now", Utc.of(clock.instant()))
                .param("limit", BATCH)
                .query(Long.class)
                .list());
    }

    private List<Requested> claim(List<Long> ids) {
        return requested(jdbc.sql("SELECT id FROM enrolment_due WHERE id IN (:ids) ORDER BY id FOR UPDATE SKIP LOCKED")
                .param("ids", ids)
                .query(Long.class)
                .list());
    }

    /** What was asked for, out of the queue; where it was taken back meanwhile, that is counted with its request. */
    private List<Requested> requested(List<Long> due) {
        if (due.isEmpty()) {
            return List.of();
        }
        var requested = new ArrayList<Requested>();
        var paused = holds.pausedScenarios();
        var parked = new ArrayList<Long>();
        var refused = new HashMap<Long, Integer>();
        jdbc.sql("""
                        SELECT id, scenario_key, contact_id, start_element, status, batch_id FROM enrolment
                        WHERE id IN (:ids) ORDER BY id FOR UPDATE
                        """).param("ids", due).query(row -> {
            if (row.getString(5).equals("REQUESTED") && paused.contains(row.getString(2))) {
                parked.add(row.getLong(1));
            } else if (row.getString(5).equals("REQUESTED")) {
                requested.add(new Requested(row.getLong(1), row.getString(2), row.getLong(3), row.getString(4)));
            } else if (row.getObject(6) != null) {
                refused.merge(row.getLong(6), 1, Integer::sum);
            }
        });
        jdbc.sql("DELETE FROM enrolment_due WHERE id IN (:ids)")
                .param("ids", due)
                .update();
        holds.park(parked);
        refused.forEach(this::countRefused);
        return requested;
    }

    private void countRefused(long batch, int number) {
        jdbc.sql("UPDATE enrolment_batch SET refused = refused + :number WHERE id = :id")
                .param("number", number)
                .param("id", batch)
                .update();
    }

    private void postpone(long id, RuntimeException failure) {
        var said = failure.toString();
        var problem = said.substring(0, Math.min(said.length(), MOST_PROBLEM));
        boolean hopeless = failure instanceof Refused;
        LOG.warn("Enrolment {} can't be started", id, failure);
        jdbc.sql("""
                        UPDATE enrolment SET attempts = attempts + 1, problem = :problem,
                          status = CASE WHEN attempts + 1 >= :most THEN 'REFUSED' ELSE status END
                        WHERE id = :id AND status = 'REQUESTED'
                        """)
                .param("problem", problem)
                .param("most", hopeless ? 0 : MOST_ATTEMPTS)
                .param("id", id)
                .update();
        jdbc.sql("SELECT contact_id FROM enrolment WHERE id = :id AND status = 'REFUSED'")
                .param("id", id)
                .query(Long.class)
                .optional()
                .ifPresent(contact -> {
                    failed.note(id, problem);
                    calls.over(id, new ContactId(contact));
                });
        // One that is refused now is counted and leaves the queue when it is taken again.
        jdbc.sql("UPDATE enrolment_due SET due_at = CASE WHEN (SELECT status FROM enrolment WHERE id = :id) = 'REFUSED'"
                        + " THEN due_at ELSE :due END WHERE id = :id")
                .param("due", Utc.of(clock.instant().plus(PAUSE)))
                .param("id", id)
                .update();
    }

    @PreDestroy
    void stop() {
        pool.shutdown();
    }
}
