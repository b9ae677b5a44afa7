package org.minori.bench;

import org.minori.scenarios.runs.Drawn;

/**
 * Seconds that a simulation of made-up contacts takes through 90 days of a scenario with twelve steps, from the question to
 * the answer and its process's start included; against one with a single contact, which is the start alone.
 */
final class SimulationBench implements Bench.Measurement {

    private static final String KEY = "bench-simulation";
    private static final int DAYS = 90;
    private static final int POLL_MILLIS = 100;

    @Override
    public int usualSize() {
        return 1_000;
    }

    @Override
    public void measure(BenchRun run) throws Exception {
        var enrolling = new Enrolling(run, run.start("--minori.delivery.connections=0"));
        enrolling.mail();
        enrolling.publish(KEY, twelveSteps());

        double alone = seconds(run, 1);
        double all = seconds(run, run.size());
        run.report(
                run.size() + " contacts through " + DAYS + " days of 12 steps, simulated",
                all,
                "s",
                "one contact through the same",
                alone);
    }

    private static double seconds(BenchRun run, int contacts) throws Exception {
        long start = System.nanoTime();
        var asked = run.api()
                .post(
                        "/scenarios/" + KEY + "/simulations",
                        "{\"contacts\":%d,\"days\":%d,\"seed\":1,\"behaviour\":{\"open\":0.4,\"click\":0.2}}"
                                .formatted(contacts, DAYS))
                .expect(202)
                .json();
        var address = "/simulations/" + asked.path("id").asText();
        var result = run.api().get(address).json();
        while (result.path("status").asText().equals("running")) {
            Thread.sleep(POLL_MILLIS);
            result = run.api().get(address).json();
        }
        if (!result.path("status").asText().equals("done")) {
            throw new IllegalStateException("the simulation came to nothing");
        }
        return (System.nanoTime() - start) / 1e9;
    }

    private static Drawn twelveSteps() {
        return Drawn.scenario()
                .start("Start", "startManually")
                .task("Thanks", "sendEmail", "email", Enrolling.MAIL)
                .task("Tag", "addTag", "tag", "bench")
                .days("ThreeDays", 3)
                .task("Case", "sendEmail", "email", Enrolling.MAIL)
                .whicheverFirst("Reaction")
                .event("Clicked", "emailClicked", "subject", Enrolling.MAIL)
                .days("TwoWeeks", 14)
                .task("Points", "addScore", "points", "20")
                .task("Split", "splitRandomly", "weights", "A:50,B:50")
                .choice("Variant", "Flow_B")
                .timer("Month", "wait", "amount", "30", "unit", "days")
                .task("Offer", "sendEmail", "email", Enrolling.MAIL)
                .days("LastWeek", 7)
                .task("Last", "sendEmail", "email", Enrolling.MAIL)
                .handOff("Sales")
                .end("Exhausted", "exhausted")
                .end("HandedOver", "handedOver")
                .way(
                        "Start",
                        "Thanks",
                        "Tag",
                        "ThreeDays",
                        "Case",
                        "Reaction",
                        "Clicked",
                        "Points",
                        "Sales",
                        "HandedOver")
                .way("Reaction", "TwoWeeks", "Split", "Variant")
                .flow("Flow_A", "Variant", "Month", "variant = \"A\"")
                .flow("Flow_B", "Variant", "Offer", "")
                .way("Month", "Offer", "LastWeek", "Last", "Exhausted");
    }
}
