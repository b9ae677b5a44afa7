package org.minori.bench;

import java.time.Duration;
import java.time.LocalDateTime;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.Map;
import org.minori.scenarios.engine.OrderedIds;
import org.minori.scenarios.runs.Drawn;

/**
 * The whole way of a contact: enter, mail into the built-in mailbox, wait a minute, branch on a number, update a field,
 * end. What it costs in processor time of application and database together, and how late the waits end.
 */
final class JourneyBench implements Bench.Measurement {

    private static final String KEY = "bench-journey";
    private static final double MOST_CPU_MILLIS = 6;
    private static final double MOST_LATE_SECONDS = 2;

    @Override
    public int usualSize() {
        return 10_000;
    }

    @Override
    public void measure(BenchRun run) throws Exception {
        var enrolling = new Enrolling(run, run.start());
        enrolling.mail();
        enrolling.publish(KEY, drawing());
        enrolling.enrol(KEY, enrolling.morePeople(1_000));
        enrolling
                .jdbc()
                .update("UPDATE ACT_RU_JOB SET DUEDATE_ = ? WHERE HANDLER_TYPE_ LIKE 'timer-%'", LocalDateTime.now());
        finished(enrolling, 1_000);

        var people = enrolling.morePeople(run.size());
        // Every second one takes the other branch.
        enrolling.jdbc().update("""
                INSERT INTO contact_values_1 (contact_id, number_1)
                SELECT id, 300 FROM contact WHERE MOD(id, 2) = 0
                ON DUPLICATE KEY UPDATE number_1 = 300""");
        Thread.sleep(2_000);
        var before = run.processorTime();
        enrolling.enrol(KEY, people);
        var due = dueDates(enrolling);
        finished(enrolling, 1_000 + run.size());
        double millis = run.processorTime().minus(before).toMillis() / (double) run.size();
        run.report(
                "processor time of application and database for the whole way of a contact",
                millis,
                "ms",
                "the target",
                MOST_CPU_MILLIS);
        reportLateness(run, enrolling, due);
    }

    private static Drawn drawing() {
        return Drawn.scenario()
                .start("Start", "startManually")
                .task("Mail", "sendEmail", "email", Enrolling.MAIL)
                .timer("Wait", "wait", "amount", "1", "unit", "minutes")
                .choice("Large", "Otherwise")
                .task("Enterprise", "updateContact", "field", "industry", "value", "大企業")
                .task("Small", "updateContact", "field", "industry", "value", "中小企業")
                .end("End", "exhausted")
                .way("Start", "Mail", "Wait", "Large")
                .flow("Yes", "Large", "Enterprise", "field.employees >= 100")
                .flow("Otherwise", "Large", "Small", "")
                .way("Enterprise", "End")
                .way("Small", "End");
    }

    private static void finished(Enrolling enrolling, int count) throws InterruptedException {
        enrolling.until(500, "SELECT COUNT(*) FROM enrolment WHERE status = 'ENDED'", count);
        enrolling.until(500, "SELECT COUNT(*) FROM outbox_mail WHERE due_at IS NOT NULL", 0);
    }

    private static Map<Long, LocalDateTime> dueDates(Enrolling enrolling) {
        var due = new HashMap<Long, LocalDateTime>();
        enrolling
                .jdbc()
                .query(
                        "SELECT PROCESS_INSTANCE_ID_, DUEDATE_ FROM ACT_RU_JOB WHERE HANDLER_TYPE_ LIKE 'timer-%'",
                        row -> {
                            due.put(
                                    OrderedIds.enrolmentOf(row.getString(1)),
                                    row.getTimestamp(2).toLocalDateTime());
                        });
        return due;
    }

    private static void reportLateness(BenchRun run, Enrolling enrolling, Map<Long, LocalDateTime> due) {
        var late = new ArrayList<Double>();
        enrolling
                .jdbc()
                .query(
                        "SELECT enrolment_id, happened_at FROM enrolment_step WHERE kind = 'LEFT' AND element = 'Wait'",
                        row -> {
                            var wanted = due.get(row.getLong(1));
                            if (wanted != null) {
                                var left = row.getTimestamp(2).toLocalDateTime();
                                late.add(Duration.between(wanted, left).toMillis() / 1000.0);
                            }
                        });
        if (late.size() < run.size() * 9 / 10) {
            throw new IllegalStateException("only " + late.size() + " waits were seen before they ended");
        }
        Collections.sort(late);
        run.report(
                "waits end after their time, 95th percentile",
                late.get(late.size() * 95 / 100),
                "s",
                "the target",
                MOST_LATE_SECONDS);
        run.report(
                "waits end after their time, the latest",
                late.get(late.size() - 1),
                "s",
                "the target",
                MOST_LATE_SECONDS);
    }
}
