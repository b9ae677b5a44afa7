package org.minori.scenarios.simulation;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.minori.contacts.ContactId;
import org.minori.delivery.ForeseenSending;
import org.minori.scenarios.engine.EngineBatch;
import org.minori.scenarios.engine.EngineTimers;
import org.minori.scenarios.engine.EngineTimers.Timer;
import org.minori.scenarios.runs.EnrolmentStarter;
import org.minori.scenarios.runs.RunPaths;
import org.minori.scenarios.runs.Runs;
import org.minori.scenarios.runs.Runs.RunView;
import org.minori.scenarios.runs.SignalWorker;
import org.minori.storage.BatchedRows;
import org.minori.storage.RehearsalClock;
import org.minori.storage.Utc;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Service;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.TransactionDefinition;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * Foresees what becomes of one run by letting it happen: the engine fires the contact's timers one after the other, all steps
 * and the checks of mails are the real ones, on a clock that this thread alone sets ahead, in a transaction that is rolled
 * back whatever comes. So nothing remains of it, and nothing can differ from what happens when the time has come.
 */
@Service
public class Forecasts {

    private static final Logger LOG = LoggerFactory.getLogger(Forecasts.class);
    private static final Duration HORIZON = Duration.ofDays(800);
    private static final int MOST_MOMENTS = 100;
    private static final int MOST_AT_ONCE = 1_000;

    private final TransactionTemplate rehearsal;
    private final BatchedRows rows;
    private final JdbcClient jdbc;
    private final EngineTimers timers;
    private final EngineBatch engine;
    private final EnrolmentStarter starter;
    private final SignalWorker signals;
    private final ForeseenSending sending;
    private final Runs runs;
    private final RunPaths paths;
    private final Clock clock;

    Forecasts(
            PlatformTransactionManager transactions,
            BatchedRows rows,
            JdbcClient jdbc,
            EngineTimers timers,
            EngineBatch engine,
            EnrolmentStarter starter,
            SignalWorker signals,
            ForeseenSending sending,
            Runs runs,
            RunPaths paths,
            Clock clock) {
        this.rehearsal = new TransactionTemplate(transactions);
        this.rehearsal.setPropagationBehavior(TransactionDefinition.PROPAGATION_REQUIRES_NEW);
        this.rows = rows;
        this.jdbc = jdbc;
        this.timers = timers;
        this.engine = engine;
        this.starter = starter;
        this.signals = signals;
        this.sending = sending;
        this.runs = runs;
        this.paths = paths;
        this.clock = clock;
    }

    /** What becomes of the run as everything stands now. */
    public Forecast of(RunView run) {
        try {
            return Objects.requireNonNull(rehearsal.execute(status -> {
                status.setRollbackOnly();
                return rehearse(run);
            }));
        } finally {
            RehearsalClock.end();
        }
    }

    private Forecast rehearse(RunView run) {
        var start = clock.instant().truncatedTo(ChronoUnit.MILLIS);
        int before = paths.of(run).visits().size();
        var mails = new ArrayList<Forecast.Mail>();
        Instant ended = null;
        boolean fails = false;
        Instant now = start;
        for (int moments = 0; now != null && moments < MOST_MOMENTS; moments++) {
            RehearsalClock.moveTo(now);
            try {
                happen(run, mails);
            } catch (RuntimeException failure) {
                LOG.debug("A step would fail", failure);
                fails = true;
                break;
            }
            if (ended == null && !isOpen(current(run))) {
                ended = now;
            }
            now = next(run.contact(), start, ended != null);
        }
        var then = fails ? run : current(run);
        var visits = fails ? paths.of(run).visits() : paths.of(then).visits();
        return new Forecast(
                start,
                visits.subList(Math.min(before, visits.size()), visits.size()),
                mails,
                ended,
                ended == null ? null : then.result(),
                fails);
    }

    private static boolean isOpen(RunView run) {
        return run.status() == Runs.Status.RUNNING || run.status() == Runs.Status.REQUESTED;
    }

    private RunView current(RunView run) {
        return runs.find(run.scenario(), run.id()).orElse(run);
    }

    /** All that is due of the contact, in whichever scenario, and what comes of that. */
    private void happen(RunView run, List<Forecast.Mail> mails) {
        var contact = run.contact();
        var origin = "scenario:" + run.scenario() + "/";
        int all = 0;
        int done;
        do {
            done = fire(contact) + starter.roundOf(contact);
            rows.flush();
            done += signals.roundOf(contact);
            rows.flush();
            for (var mail : sending.due(contact)) {
                done++;
                if (mail.notNow() == null && mail.origin().startsWith(origin)) {
                    mails.add(new Forecast.Mail(clock.instant(), mail.email(), mail.never()));
                }
            }
            rows.flush();
            all += done;
        } while (done > 0 && all < MOST_AT_ONCE);
    }

    private int fire(ContactId contact) {
        var due = nextTimer(contact);
        if (due == null || due.due().isAfter(clock.instant())) {
            return 0;
        }
        engine.run(List.of(), () -> engine.fire(due.id()));
        rows.flush();
        return 1;
    }

    /** Of what is held nothing comes due; who holds it may let it go at any time, which nobody foresees. */
    private @Nullable Timer nextTimer(ContactId contact) {
        var open = jdbc.sql("""
                        SELECT id FROM enrolment WHERE contact_id = ? AND status = 'RUNNING'
                          AND id NOT IN (SELECT enrolment_id FROM enrolment_pause)
                          AND scenario_key NOT IN (SELECT scenario_key FROM scenario_pause)
                        """).param(contact.value()).query(Long.class).list();
        return timers.next(open).orElse(null);
    }

    /** When something is due again; once the run is over only its mails matter. */
    private @Nullable Instant next(ContactId contact, Instant start, boolean over) {
        var timer = over ? null : nextTimer(contact);
        return Stream.of(
                        timer == null ? null : timer.due(),
                        sending.next(contact),
                        over ? null : first("scenario_signal s", "s.contact_id", contact),
                        over ? null : first("enrolment_due s JOIN enrolment e ON e.id = s.id", "e.contact_id", contact))
                .filter(Objects::nonNull)
                .min(Instant::compareTo)
                .map(due -> due.isAfter(clock.instant()) ? due : clock.instant().plusMillis(1))
                .filter(due -> due.isBefore(start.plus(HORIZON)))
                .orElse(null);
    }

    private @Nullable Instant first(String table, String column, ContactId contact) {
        return jdbc.sql("SELECT MIN(s.due_at) FROM " + table + " WHERE " + column + " = ?")
                .param(contact.value())
                .query((row, number) -> Utc.toInstantNullable(row.getObject(1, LocalDateTime.class)))
                .list()
                .get(0);
    }
}
