package org.minori.bench;

import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/** Touchpoints per second through the events API in batches of 100 and through the tag's address one by one, against raw batched inserts. */
final class IngestBench implements Bench.Measurement {

    private static final int PEOPLE = 5_000;
    private static final int BATCH = 100;

    @Override
    public int usualSize() {
        return 50_000;
    }

    @Override
    public void measure(BenchRun run) throws Exception {
        run.start();
        var api = run.api();
        People.make(api, 0, PEOPLE);
        int batches = run.size() / BATCH;
        Load.seconds(4, batches / 4, i -> api.post("/events", batch("warm", i)).expect(202));

        double seconds = Load.seconds(
                4, batches, i -> api.post("/events", batch("hot", i)).expect(202));
        double limit = RawRows.perSecond(run.newDatabase("raw"), run.size(), BATCH);
        run.report(
                "POST /api/v1/events in batches of 100",
                batches * BATCH / seconds,
                "touchpoints/s",
                "raw inserts in batches of 100",
                limit);

        var http = HttpClient.newHttpClient();
        int hits = Math.max(1_000, run.size() / 10);
        Load.seconds(4, hits / 4, i -> hit(http, run.url(), i));
        double alone = Load.seconds(4, hits, i -> hit(http, run.url(), i));
        run.report("/t/e one by one", hits / alone, "hits/s", "raw inserts in batches of 100", limit);
    }

    private static String batch(String series, int number) {
        return IntStream.range(0, BATCH)
                .mapToObj(i -> """
                        {"key":"%s-%d-%d","contact":{"email":"%s"},"type":"seminarAttended","properties":{"title":"製品"}}""".formatted(series, number, i, People.email((number * BATCH + i) * 31 % PEOPLE)))
                .collect(Collectors.joining(",", "{\"items\":[", "]}"));
    }

    private static void hit(HttpClient http, String url, int number) {
        try {
            var request = HttpRequest.newBuilder(URI.create(url + "/t/e"))
                    .header("Content-Type", "text/plain")
                    .header(
                            "User-Agent",
                            "Mozilla/5.0 (X11; Linux x86_64) AppleWebKit/537.36 Chrome/140.0 Safari/537.36")
                    .POST(HttpRequest.BodyPublishers.ofString(
                            "{\"v\":\"visitor-%d\",\"u\":\"https://example.jp/products/%d\",\"t\":\"製品\"}"
                                    .formatted(number % 500, number % 50)))
                    .build();
            int status =
                    http.send(request, HttpResponse.BodyHandlers.discarding()).statusCode();
            if (status >= 300) {
                throw new IllegalStateException("/t/e answered " + status);
            }
        } catch (java.io.IOException e) {
            throw new IllegalStateException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }
}
