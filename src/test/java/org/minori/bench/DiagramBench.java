package org.minori.bench;

import java.time.LocalDate;
import java.time.ZoneId;
import java.util.List;
import org.minori.scenarios.runs.Drawn;

/**
 * The time of the pages that draw a scenario with its counts while so many are in it, after a year in which every step counted
 * something each day, against the sign-in page, which reads no data.
 */
final class DiagramBench implements Bench.Measurement {

    private static final String KEY = "bench-diagram";
    private static final int AT_ONCE = 20_000;
    private static final int DAYS = 365;

    @Override
    public int usualSize() {
        return 100_000;
    }

    @Override
    public void measure(BenchRun run) throws Exception {
        var enrolling = new Enrolling(run, run.start());
        enrolling.publish(
                KEY,
                Drawn.scenario()
                        .start("Start", "startManually")
                        .parallel("Both")
                        .whicheverFirst("First")
                        .event("Clicked", "emailClicked")
                        .days("Week", 7)
                        .days("Month", 30)
                        .end("Converted", "converted")
                        .end("Exhausted", "exhausted")
                        .way("Start", "Both", "First", "Clicked", "Converted")
                        .way("First", "Week", "Exhausted")
                        .way("Both", "Month", "Exhausted"));
        for (int done = 0; done < run.size(); done += AT_ONCE) {
            enrolling.enrol(KEY, enrolling.morePeople(Math.min(AT_ONCE, run.size() - done)));
        }
        rememberAYear(enrolling);
        var visitor = new Visitor();
        double limit = visitor.percentile(run.url() + "/login");
        visitor.signIn(run.url());
        for (var path :
                new String[] {"", "/counts.json", "/monitor", "/analysis", "/analysis.json", "/analysis.json?days=90"
                }) {
            run.report(
                    "/scenarios/{key}" + path + " with " + run.size() + " in it",
                    visitor.percentile(run.url() + "/scenarios/" + KEY + path),
                    "ms at p95",
                    "the sign-in page",
                    limit);
        }
    }

    private static void rememberAYear(Enrolling enrolling) {
        var today = LocalDate.now(ZoneId.of("Asia/Tokyo"));
        for (var element :
                List.of("", "Start", "Both", "First", "Clicked", "Week", "Month", "Converted", "Exhausted")) {
            for (int day = 1; day <= DAYS; day++) {
                enrolling.jdbc().update("""
                        INSERT INTO scenario_day
                          (scenario_key, version, on_day, element, entered, left_count, waited, converted)
                        VALUES (?, 1, ?, ?, 10, 10, 1000, 1)
                        """, KEY, today.minusDays(day), element);
            }
        }
    }
}
