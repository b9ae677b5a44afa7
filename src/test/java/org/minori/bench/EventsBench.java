package org.minori.bench;

import java.util.Arrays;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.minori.scenarios.runs.Drawn;
import org.minori.support.ApiClient;

/** Events per second that come in by the API and wake one run each, with few and with many waiting. */
final class EventsBench implements Bench.Measurement {

    private static final String KEY = "bench-events";
    private static final int FEW = 1_000;
    private static final int BATCH = 100;
    private static final int TIMES = 3;

    private int woken;

    @Override
    public int usualSize() {
        return 100_000;
    }

    @Override
    public void measure(BenchRun run) throws Exception {
        var enrolling = new Enrolling(run, run.start("--minori.delivery.connections=0"));
        enrolling.publish(
                KEY,
                Drawn.scenario()
                        .start("Start", "startManually")
                        .event("Wait", "seminarAttended")
                        .end("End", "converted")
                        .way("Start", "Wait", "End"));
        for (int warm = 0; warm < 4; warm++) {
            enrolling.enrol(KEY, enrolling.morePeople(FEW));
            wake(run.api(), enrolling);
        }
        double few = median(run, enrolling, true);
        enrolling.enrol(KEY, enrolling.morePeople(run.size() + FEW));
        double many = median(run, enrolling, false);
        run.report("events that wake one of " + run.size(), many, "events/s", "of " + FEW, few);
    }

    private double median(BenchRun run, Enrolling enrolling, boolean anew) throws Exception {
        var rates = new double[TIMES];
        for (int i = 0; i < TIMES; i++) {
            if (anew) {
                enrolling.enrol(KEY, enrolling.morePeople(FEW));
            }
            rates[i] = FEW / wake(run.api(), enrolling);
        }
        Arrays.sort(rates);
        return rates[TIMES / 2];
    }

    /** Sends the event for the next thousand who wait; the seconds until the last of them is through. */
    private double wake(ApiClient api, Enrolling enrolling) throws Exception {
        int first = woken;
        woken += FEW;
        long start = System.nanoTime();
        Load.seconds(
                2,
                FEW / BATCH,
                i -> api.post("/events", events(first + i * BATCH)).expect(202));
        enrolling.until(10, "SELECT COUNT(*) FROM enrolment WHERE status = 'ENDED'", woken);
        return (System.nanoTime() - start) / 1e9;
    }

    private static String events(int from) {
        return IntStream.range(from, from + BATCH)
                .mapToObj(i -> "{\"key\":\"came-%d\",\"contact\":{\"email\":\"%s\"},\"type\":\"seminarAttended\"}"
                        .formatted(i, People.email(i)))
                .collect(Collectors.joining(",", "{\"items\":[", "]}"));
    }
}
