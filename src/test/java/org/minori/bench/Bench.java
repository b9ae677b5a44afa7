package org.minori.bench;

import java.util.Map;
import java.util.TreeMap;

/**
 * Measures what Minori can do, one measurement a run: {@code mvn -Pbench verify -Dbench=enrolment -Dsize=20000 -Ddb=mysql}.
 * Each prints JSON lines with the figure, the limit that was measured in the same run, and their ratio: machines are
 * noisy, the ratio is what counts.
 */
public final class Bench {

    private static final Map<String, Measurement> MEASUREMENTS = new TreeMap<>(Map.ofEntries(
            Map.entry("diagram", new DiagramBench()),
            Map.entry("enrolment", new EnrolmentBench()),
            Map.entry("events", new EventsBench()),
            Map.entry("fields", new FieldsBench()),
            Map.entry("ingest", new IngestBench()),
            Map.entry("journey", new JourneyBench()),
            Map.entry("mail", new MailBench()),
            Map.entry("migration", new MigrationBench()),
            Map.entry("pages", new PagesBench()),
            Map.entry("segments", new SegmentsBench()),
            Map.entry("simulation", new SimulationBench()),
            Map.entry("start", new StartBench()),
            Map.entry("timers", new TimersBench())));

    private Bench() {}

    /** Runs the measurement that is named by the system property {@code bench}. */
    public static void main(String[] arguments) throws Exception {
        var name = System.getProperty("bench", "");
        var measurement = MEASUREMENTS.get(name);
        if (measurement == null) {
            System.err.println("Name one by -Dbench=: " + MEASUREMENTS.keySet());
            System.exit(2);
            return;
        }
        var given = System.getProperty("size", "");
        var size = given.isEmpty() ? measurement.usualSize() : Integer.parseInt(given);
        try (var run = new BenchRun(name, size, System.getProperty("db", "h2"))) {
            measurement.measure(run);
        }
        // The application's own threads would keep the JVM alive.
        System.exit(0);
    }

    /** One thing that can be measured. */
    interface Measurement {

        /** The size when none is given. */
        int usualSize();

        /** Measures and reports. */
        void measure(BenchRun run) throws Exception;
    }
}
