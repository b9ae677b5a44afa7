package org.minori.bench;

import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import org.minori.support.RunningMinori;

/** Seconds from starting the built jar on an empty H2 to its first page, against a JVM that starts and does nothing. */
final class StartBench implements Bench.Measurement {

    @Override
    public int usualSize() {
        return 3;
    }

    @Override
    public void measure(BenchRun run) throws Exception {
        double total = 0;
        for (int i = 0; i < run.size(); i++) {
            try (var minori = RunningMinori.prepared("start")) {
                long start = System.nanoTime();
                minori.start();
                var page = HttpClient.newHttpClient()
                        .send(
                                HttpRequest.newBuilder(URI.create(minori.url() + "/login"))
                                        .build(),
                                HttpResponse.BodyHandlers.ofString());
                if (page.statusCode() != 200) {
                    throw new IllegalStateException("the sign-in page answered " + page.statusCode());
                }
                total += (System.nanoTime() - start) / 1e9;
            }
        }
        run.report(
                "start to first page, empty database",
                total / run.size(),
                "s",
                "a JVM that only prints its version",
                bareJvm());
    }

    private static double bareJvm() throws Exception {
        long start = System.nanoTime();
        new ProcessBuilder(System.getProperty("java.home") + "/bin/java", "-version")
                .redirectErrorStream(true)
                .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                .start()
                .waitFor();
        return (System.nanoTime() - start) / 1e9;
    }
}
