package org.minori.bench;

import java.time.LocalDateTime;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.ToDoubleFunction;
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
    private static final int ROUNDS = 3;

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
        var rows = new RawCopies(run.database());
        rows.note();
        var ours = new ArrayList<Measured>();
        var batched = new ArrayList<Measured>();
        double single;
        Map<String, Long> grown = Map.of();
        var bareDatabase = run.newDatabase("bare");
        try (var bare = new BareEngine(
                bareDatabase.url(), bareDatabase.username(), bareDatabase.password(), enrolling.executable(KEY))) {
            Load.seconds(2, size / BATCH, i -> bare.start(BATCH));
            // In turns, so that the compiler of the JVM and whatever else this machine does treat both alike.
            for (int round = 0; round < ROUNDS; round++) {
                var people = enrolling.morePeople(size);
                ours.add(Measured.of(run, size, () -> enrolling.enrol(KEY, people)));
                if (round == 0) {
                    grown = rows.grown(size);
                }
                batched.add(Measured.of(
                        run,
                        size,
                        () -> Load.seconds(2, size / BATCH, i -> bare.start(BATCH)) * size / (size / BATCH * BATCH)));
            }
            int few = Math.min(size, 2_000);
            single = few / Load.seconds(2, few, i -> bare.start(1));
        }
        var where = "enrolment, score, mail and wait";
        double perSecond = middle(ours, Measured::perSecond);
        run.report(
                where,
                perSecond,
                "contacts/s",
                "the engine alone, empty steps, 100 to a transaction",
                middle(batched, Measured::perSecond));
        run.report(
                "processor time of application and database, " + where,
                middle(ours, Measured::millis),
                "ms",
                "the engine alone, empty steps, 100 to a transaction",
                middle(batched, Measured::millis));
        run.report(where, perSecond, "contacts/s", "the engine alone, empty steps, one to a transaction", single);
        run.report(
                where,
                perSecond,
                "contacts/s",
                "the same, one to a transaction, 2 threads",
                oneByOne(enrolling, Math.min(size, 2_000)));
        System.err.println("rows that were written: " + grown);
        double raw = rows.unitsPerSecond(grown, size, BATCH);
        run.report(where, perSecond, "contacts/s", "raw batched inserts of the same rows", raw);

        if (waiting > 0) {
            enrolling.enrol(KEY, enrolling.morePeople(Math.max(1_000, waiting - (ROUNDS + 1) * size)));
            Integer wait = enrolling.jdbc().queryForObject("SELECT COUNT(*) FROM ACT_RU_JOB", Integer.class);
            var more = enrolling.morePeople(size);
            double later = size / enrolling.enrol(KEY, more);
            run.report(where + ", " + wait + " waiting", later, "contacts/s", "with nobody waiting", perSecond);
        }
    }

    private interface Work {
        double seconds() throws Exception;
    }

    private record Measured(double perSecond, double millis) {

        static Measured of(BenchRun run, int size, Work work) throws Exception {
            var before = run.processorTime();
            double perSecond = size / work.seconds();
            return new Measured(perSecond, run.processorTime().minus(before).toMillis() / (double) size);
        }
    }

    private static double middle(List<Measured> rounds, ToDoubleFunction<Measured> figure) {
        return rounds.stream()
                .mapToDouble(figure)
                .sorted()
                .skip(rounds.size() / 2)
                .findFirst()
                .orElseThrow();
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
                            "UPDATE enrolment_due SET due_at = ?",
                            LocalDateTime.now().plusDays(1));
        });
        List<Long> ids = enrolling.jdbc().queryForList("SELECT id FROM enrolment_due ORDER BY id", Long.class);
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
                    enrolling.jdbc().update("DELETE FROM enrolment_due WHERE id = ?", ids.get(i));
                    engine.run(List.of(), () -> engine.start(ids.get(i), definition, contacts.get(i), null));
                }));
        return count / seconds;
    }
}
