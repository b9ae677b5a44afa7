package org.minori.bench;

import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;

/** The time of pages with many contacts, at the 95th percentile of 200 calls, against the sign-in page, which reads no data. */
final class PagesBench implements Bench.Measurement {

    @Override
    public int usualSize() {
        return 100_000;
    }

    @Override
    public void measure(BenchRun run) throws Exception {
        run.start();
        People.make(run.api(), 0, run.size());
        var one = run.api()
                .get("/contacts?email=" + People.email(run.size() / 2))
                .json()
                .at("/items/0/id")
                .asText();
        var visitor = new Visitor();
        double limit = visitor.percentile(run.url() + "/login");
        visitor.signIn(run.url());

        for (var path : new String[] {
            "/contacts",
            "/contacts?q=" + URLEncoder.encode("佐藤", StandardCharsets.UTF_8),
            "/contacts/" + one,
            "/contacts/" + one + "/timeline",
            "/scenarios/document-request",
            "/segments"
        }) {
            run.report(
                    path.replace(one, "{id}"),
                    visitor.percentile(run.url() + path),
                    "ms at p95",
                    "the sign-in page",
                    limit);
        }
    }
}
