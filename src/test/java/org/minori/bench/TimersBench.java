package org.minori.bench;

import java.time.LocalDateTime;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.camunda.bpm.engine.impl.Page;
import org.camunda.bpm.engine.impl.cfg.ProcessEngineConfigurationImpl;
import org.minori.scenarios.runs.Drawn;

/**
 * Due timers per second through a step that queues a mail, by our job executor and by the engine's own in the same run;
 * and how long looking for due timers takes when none is due and many ({@code -Dwaiting}) wait.
 */
final class TimersBench implements Bench.Measurement {

    private static final String KEY = "bench-timers";
    private static final int FEW = 1_000;
    private static final String OURS = "HANDLER_TYPE_ LIKE 'timer-%'";

    @Override
    public int usualSize() {
        return 5_000;
    }

    @Override
    public void measure(BenchRun run) throws Exception {
        int size = run.size();
        int waiting = Integer.getInteger("waiting", 200_000);
        var batched = new Enrolling(run, run.start("--minori.delivery.connections=0"));
        batched.mail();
        batched.publish(KEY, drawing());
        batched.timers().shutdown();
        batched.enrol(KEY, batched.morePeople(FEW));
        double idleFew = acquisition(batched);
        batched.enrol(KEY, batched.morePeople(Math.max(1, size - FEW)));
        fire(batched, size);
        double ours = size / fire(batched, size);
        run.close();

        var stock =
                new Enrolling(run, run.start("--minori.delivery.connections=0", "--minori.scenarios.batch-jobs=false"));
        stock.timers().shutdown();
        fire(stock, size / 4);
        double theirs = size / fire(stock, size);
        run.report(
                "due timers through a step that queues a mail", ours, "timers/s", "the engine's job executor", theirs);

        copyUntil(stock, waiting);
        Integer now = stock.jdbc().queryForObject("SELECT COUNT(*) FROM ACT_RU_JOB", Integer.class);
        run.report("looking for due timers, " + now + " waiting", acquisition(stock), "ms", FEW + " waiting", idleFew);
    }

    private static Drawn drawing() {
        var drawn = Drawn.scenario().start("Start", "startManually").days("Wait0", 3);
        var way = new ArrayList<>(List.of("Start", "Wait0"));
        for (int i = 1; i <= 5; i++) {
            drawn.task("Mail" + i, "sendEmail", "email", Enrolling.MAIL).days("Wait" + i, 3);
            way.add("Mail" + i);
            way.add("Wait" + i);
        }
        way.add("End");
        return drawn.end("End", "exhausted").way(way.toArray(String[]::new));
    }

    /** Makes so many timers due, lets the executor work and stops it again; the seconds until all went on. */
    private static double fire(Enrolling enrolling, int count) throws InterruptedException {
        var due = LocalDateTime.now().minusSeconds(1).withNano(0);
        enrolling
                .jdbc()
                .update(
                        "UPDATE ACT_RU_JOB SET DUEDATE_ = ? WHERE " + OURS + " AND ID_ IN"
                                + " (SELECT ID_ FROM (SELECT ID_ FROM ACT_RU_JOB WHERE " + OURS
                                + " ORDER BY DUEDATE_ LIMIT ?) t)",
                        due,
                        count);
        long start = System.nanoTime();
        enrolling.timers().start();
        enrolling.until(
                50,
                "SELECT COUNT(*) FROM (SELECT ID_ FROM ACT_RU_JOB WHERE DUEDATE_ <= TIMESTAMP '" + text(due) + "' AND "
                        + OURS + " LIMIT 1) t",
                0);
        double seconds = (System.nanoTime() - start) / 1e9;
        enrolling.timers().shutdown();
        return seconds;
    }

    private static String text(LocalDateTime time) {
        return DateTimeFormatter.ofPattern("yyyy-MM-dd HH:mm:ss").format(time);
    }

    /** Milliseconds of the engine's own query for due timers, in the middle of 200 calls. */
    private static double acquisition(Enrolling enrolling) {
        var engine = enrolling.bean(ProcessEngineConfigurationImpl.class);
        var millis = new double[200];
        for (int i = -1_000; i < millis.length; i++) {
            long start = System.nanoTime();
            engine.getCommandExecutorTxRequired()
                    .execute(command -> command.getJobManager().findNextJobsToExecute(new Page(0, 300)));
            if (i >= 0) {
                millis[i] = (System.nanoTime() - start) / 1e6;
            }
        }
        Arrays.sort(millis);
        return millis[millis.length / 2];
    }

    /** Doubles the waiting timers until there are enough; to the query a copy is a timer like any other. */
    private static void copyUntil(Enrolling enrolling, int enough) {
        var columns = enrolling.jdbc().query("SELECT * FROM ACT_RU_JOB WHERE 1 = 0", rows -> {
            var names = new ArrayList<String>();
            for (int i = 1; i <= rows.getMetaData().getColumnCount(); i++) {
                names.add(rows.getMetaData().getColumnName(i));
            }
            return names;
        });
        var copied = columns.stream()
                .map(name -> switch (name) {
                    case "ID_", "EXECUTION_ID_", "PROCESS_INSTANCE_ID_", "ROOT_PROC_INST_ID_" ->
                        "CONCAT('%s', " + name + ")";
                    default -> name;
                })
                .toList();
        var insert = "INSERT INTO ACT_RU_JOB (" + String.join(", ", columns) + ") SELECT " + String.join(", ", copied)
                + " FROM ACT_RU_JOB WHERE HANDLER_TYPE_ LIKE 'timer-%%' LIMIT %d";
        for (char mark = 'A'; ; mark++) {
            Integer now = enrolling.jdbc().queryForObject("SELECT COUNT(*) FROM ACT_RU_JOB", Integer.class);
            if (now == null || now >= enough) {
                return;
            }
            enrolling.jdbc().update(insert.formatted(mark, mark, mark, mark, enough - now));
        }
    }
}
