package org.minori.bench;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import org.camunda.bpm.engine.RuntimeService;
import org.minori.scenarios.runs.Drawn;

/**
 * Waiting runs moved to a new version per second, by the API, while others ask for a contact and change it; against the
 * engine's own asynchronous migration of as many, which moves its rows alone.
 */
final class MigrationBench implements Bench.Measurement {

    private static final String KEY = "bench-migration";
    private static final String OTHER = "bench-migration-engine";
    private static final int PAUSE_MILLIS = 100;
    private static final double PERCENT = 0.95;

    @Override
    public int usualSize() {
        return 10_000;
    }

    @Override
    public void measure(BenchRun run) throws Exception {
        var enrolling = new Enrolling(run, run.start("--minori.delivery.connections=0"));
        enrolling.mail();
        enrolling.publish(KEY, oldVersion());
        enrolling.enrol(KEY, enrolling.morePeople(run.size()));
        enrolling.publish(KEY, newVersion());
        enrolling.publish(OTHER, oldVersion());
        enrolling.enrol(OTHER, enrolling.morePeople(run.size()));
        enrolling.publish(OTHER, newVersion());

        double theirs = run.size() / engineAlone(enrolling);
        var answers = new ArrayList<Double>();
        double ours = run.size() / migrate(run, answers);
        run.report("waiting runs moved to a new version", ours, "runs/s", "the engine's own migration", theirs);
        run.report(
                "a contact asked for and changed meanwhile, " + answers.size() + " calls",
                percentile(answers),
                "ms at p95",
                "the median of the same calls",
                answers.get(answers.size() / 2));
    }

    private static Drawn oldVersion() {
        return Drawn.scenario()
                .start("Start", "startManually")
                .task("Send", "sendEmail", "email", Enrolling.MAIL)
                .whicheverFirst("First")
                .event("Clicked", "emailClicked", "subject", Enrolling.MAIL)
                .days("Week", 7)
                .end("Yes", "converted")
                .end("No", "exhausted")
                .way("Start", "Send", "First", "Clicked", "Yes")
                .way("First", "Week", "No");
    }

    private static Drawn newVersion() {
        return Drawn.scenario()
                .start("Start", "startManually")
                .task("Send", "sendEmail", "email", Enrolling.MAIL)
                .whicheverFirst("First")
                .event("Clicked", "emailClicked", "subject", Enrolling.MAIL)
                .days("Week", 7)
                .task("Again", "sendEmail", "email", Enrolling.MAIL)
                .days("Later", 7)
                .end("Yes", "converted")
                .end("No", "exhausted")
                .way("Start", "Send", "First", "Clicked", "Yes")
                .way("First", "Week", "Again", "Later", "No");
    }

    /** Asks until all are moved; the seconds that it took. */
    private static double migrate(BenchRun run, List<Double> answers) throws InterruptedException {
        long start = System.nanoTime();
        var id = run.api()
                .post("/scenarios/" + KEY + "/migrations", "{\"from\":1,\"to\":2}")
                .expect(202)
                .json()
                .path("id")
                .asText();
        while (true) {
            answers.add(millis(
                    () -> run.api().get("/contacts?email=" + People.email(1)).expect(200)));
            answers.add(millis(() -> run.api()
                    .post("/contacts", "{\"email\":\"%s\",\"jobTitle\":\"課長\"}".formatted(People.email(2)))
                    .expect(200)));
            var now = run.api().get("/migrations/" + id).expect(200).json();
            if (now.path("status").asText().equals("done")) {
                if (now.path("moved").asInt() != run.size()) {
                    throw new IllegalStateException(now.toString());
                }
                Collections.sort(answers);
                return (System.nanoTime() - start) / 1e9;
            }
            Thread.sleep(PAUSE_MILLIS);
        }
    }

    private static double millis(Runnable call) {
        long start = System.nanoTime();
        call.run();
        return (System.nanoTime() - start) / 1e6;
    }

    private static double percentile(List<Double> sorted) {
        return sorted.get((int) (sorted.size() * PERCENT));
    }

    private static double engineAlone(Enrolling enrolling) throws InterruptedException {
        var runtime = enrolling.bean(RuntimeService.class);
        var definitions = enrolling
                .jdbc()
                .queryForList(
                        "SELECT process_definition_id FROM scenario_version WHERE scenario_key = ? ORDER BY version",
                        String.class,
                        OTHER);
        var instances = enrolling
                .jdbc()
                .queryForList("SELECT process_instance_id FROM enrolment WHERE scenario_key = ?", String.class, OTHER);
        var plan = runtime.createMigrationPlan(definitions.get(0), definitions.get(1))
                .mapEqualActivities()
                .build();
        long start = System.nanoTime();
        runtime.newMigration(plan).processInstanceIds(instances).executeAsync();
        enrolling.until(
                100,
                "SELECT COUNT(*) FROM (SELECT ID_ FROM ACT_RU_EXECUTION WHERE PROC_DEF_ID_ = '" + definitions.get(0)
                        + "' LIMIT 1) t",
                0);
        return (System.nanoTime() - start) / 1e9;
    }
}
