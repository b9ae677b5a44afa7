package org.minori.bench;

import java.time.Duration;
import java.time.LocalDateTime;
import java.util.List;
import org.minori.contacts.ContactId;
import org.minori.scenarios.Scenarios;
import org.minori.scenarios.engine.BareEngine;
import org.minori.scenarios.engine.EngineBatch;
import org.minori.scenarios.runs.Drawn;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * Contacts per second into a scenario that scores, queues a mail and waits, from the request until all run, once with
 * nobody and once with many ({@code -Dwaiting}) waiting already. Limits: the engine alone in batches and one by one, our
 * own work one by one, and the raw inserts of the same rows.
 */
final class EnrolmentBench implements Bench.Measurement {

    private static final String KEY = "bench-enrolment";
    private static final int BATCH = 100;

    @Override
    public int usualSize() {
        return 20_000;
    }

    @Override
    public void measure(BenchRun run) throws Exception {
        int size = run.size();
        int waiting = Integer.getInteger("waiting", 200_000);
        // The mails stay queued: what sending costs is measured by itself.
        var enrolling = new Enrolling(run, run.start("--minori.delivery.connections=0"));
        enrolling.mail();
        enrolling.publish(KEY, drawing());
        enrolling.enrol(KEY, enrolling.morePeople(size));
        var people = enrolling.morePeople(size);

        var rows = new RawCopies(run.database());
        rows.note();
        var before = run.processorTime();
        double ours = size / enrolling.enrol(KEY, people);
        double ourMillis = millisEach(run, before, size);
        var grown = rows.grown(size);
        var where = "enrolment, score, mail and wait";
        double oneByOne = oneByOne(enrolling, Math.min(size, 2_000));
        run.report(where, ours, "contacts/s", "the same, one to a transaction, 2 threads", oneByOne);

        var bareDatabase = run.newDatabase("bare");
        try (var bare = new BareEngine(
                bareDatabase.url(), bareDatabase.username(), bareDatabase.password(), enrolling.executable(KEY))) {
            Load.seconds(2, size / BATCH, i -> bare.start(BATCH));
            before = run.processorTime();
            double batched = size / BATCH * BATCH / Load.seconds(2, size / BATCH, i -> bare.start(BATCH));
            double bareMillis = millisEach(run, before, size);
            run.report(
                    "processor time of application and database, " + where,
                    ourMillis,
                    "ms",
                    "the engine alone, empty steps, 100 to a transaction",
                    bareMillis);
            run.report(where, ours, "contacts/s", "the engine alone, empty steps, 100 to a transaction", batched);
            int few = Math.min(size, 2_000);
            double single = few / Load.seconds(2, few, i -> bare.start(1));
            run.report(where, ours, "contacts/s", "the engine alone, empty steps, one to a transaction", single);
        }
        System.err.println("rows that were written: " + grown);
        double raw = rows.unitsPerSecond(grown, size, BATCH);
        run.report(where, ours, "contacts/s", "raw batched inserts of the same rows", raw);

        if (waiting > 0) {
            enrolling.enrol(KEY, enrolling.morePeople(Math.max(1_000, waiting - 3 * size)));
            Integer wait = enrolling.jdbc().queryForObject("SELECT COUNT(*) FROM ACT_RU_JOB", Integer.class);
            var more = enrolling.morePeople(size);
            double later = size / enrolling.enrol(KEY, more);
            run.report(where + ", " + wait + " waiting", later, "contacts/s", "with nobody waiting", ours);
        }
    }

    private static double millisEach(BenchRun run, Duration before, int size) {
        return run.processorTime().minus(before).toMillis() / (double) size;
    }

    private static Drawn drawing() {
        return Drawn.scenario()
                .start("Start", "startManually")
                .task("Score", "addScore", "points", "10")
                .task("Mail", "sendEmail", "email", Enrolling.MAIL)
                .days("Wait", 3)
                .end("End", "exhausted")
                .way("Start", "Score", "Mail", "Wait", "End");
    }

    /** The work of the enrolment worker with one contact to a transaction: requested beforehand, hidden from the worker. */
    private static double oneByOne(Enrolling enrolling, int count) throws Exception {
        var people = enrolling.morePeople(count);
        var transaction = new TransactionTemplate(enrolling.bean(PlatformTransactionManager.class));
        transaction.executeWithoutResult(status -> {
            enrolling.bean(Scenarios.class).enrol(KEY, people, "bench");
            enrolling
                    .jdbc()
                    .update(
                            "UPDATE enrolment SET due_at = ? WHERE status = 'REQUESTED'",
                            LocalDateTime.now().plusDays(1));
        });
        List<Long> ids = enrolling
                .jdbc()
                .queryForList("SELECT id FROM enrolment WHERE status = 'REQUESTED' ORDER BY id", Long.class);
        var engine = enrolling.bean(EngineBatch.class);
        var definition = enrolling.definition(KEY);
        var contacts = people.stream().map(ContactId::toString).toList();
        double seconds = Load.seconds(
                2,
                count,
                i -> transaction.executeWithoutResult(status -> {
                    enrolling
                            .jdbc()
                            .update(
                                    "UPDATE enrolment SET status = 'RUNNING', version = 1, started_at = ? WHERE id = ?",
                                    LocalDateTime.now(),
                                    ids.get(i));
                    engine.run(List.of(), () -> engine.start(ids.get(i), definition, contacts.get(i), null));
                }));
        return count / seconds;
    }
}
