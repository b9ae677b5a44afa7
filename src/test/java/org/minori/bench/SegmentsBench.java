package org.minori.bench;

import java.time.LocalDateTime;
import java.util.Arrays;
import org.minori.support.ApiClient;
import org.springframework.jdbc.core.JdbcTemplate;

/**
 * How long the count of a segment takes in a base of {@link Population} with twenty touchpoints a contact, as the builder asks
 * for it; against the best statement that we can write by hand.
 */
final class SegmentsBench implements Bench.Measurement {

    private static final String THREE = """
            {"name":"three","rule":{"all":[
              {"field":"employees","op":"gt","value":1000},
              {"score":"engagement","op":"ge","value":50},
              {"did":"emailClicked","times":{"op":"ge","value":3},"withinDays":30}]}}""";

    private static final String THREE_BY_HAND = """
            SELECT COUNT(*) FROM (SELECT t.contact_id FROM touchpoint t
              WHERE t.type = 'emailClicked' AND t.machine = FALSE AND t.occurred_at >= ?
              GROUP BY t.contact_id HAVING COUNT(*) >= 3) d
            JOIN contact_score s ON s.contact_id = d.contact_id AND s.score = 'engagement' AND s.points >= 50
            JOIN contact_values_1 f ON f.contact_id = d.contact_id AND f.number_1 > 1000""";

    private static final String TEN = """
            {"name":"ten","rule":{"all":[
              {"any":[{"field":"prefecture","op":"eq","value":"東京都"},{"field":"industry","op":"eq","value":"製造業"},
                {"tag":"展示会3"}]},
              {"not":{"field":"jobTitle","op":"contains","value":"部長"}},
              {"consent":"marketing"},
              {"stage":["LEAD","MQL"]},
              {"any":[{"score":"engagement","op":"ge","value":80},
                {"all":[{"did":"pageViewed","times":{"op":"ge","value":2},"withinDays":90},
                  {"not":{"did":"emailClicked","times":{"op":"ge","value":1},"withinDays":365}}]}]},
              {"company":{"field":"employees","op":"ge","value":300}}]}}""";

    @Override
    public int usualSize() {
        return 1_000_000;
    }

    @Override
    public void measure(BenchRun run) throws Exception {
        run.start();
        var now = LocalDateTime.now();
        long start = System.nanoTime();
        Population.fill(run.database(), run.size(), now);
        System.err.printf("filled in %d s%n", (System.nanoTime() - start) / 1_000_000_000L);
        for (var table : Population.tables()) {
            run.jdbc().execute("ANALYZE TABLE " + table);
        }
        var api = run.api();
        api.put("/segments/three", "application/json", THREE).expect(201);
        api.put("/segments/ten", "application/json", TEN).expect(201);
        double three = middle(() -> count(api, "three"));
        double hand = middle(() -> byHand(run.jdbc(), now));
        run.report(
                "count of three conditions: a field, a score, did three times in 30 days",
                three,
                "ms",
                "by hand",
                hand);
        run.report("count of a nested rule of ten leaves", middle(() -> count(api, "ten")), "ms", "the target", 3_000);
    }

    private static long count(ApiClient api, String segment) {
        return api.get("/segments/" + segment + "/count")
                .expect(200)
                .json()
                .at("/count")
                .asLong();
    }

    private static long byHand(JdbcTemplate jdbc, LocalDateTime now) {
        Long count = jdbc.queryForObject(THREE_BY_HAND, Long.class, now.minusDays(30));
        return count == null ? 0 : count;
    }

    /** The middle one of five, in milliseconds, after one that warms up. */
    private static double middle(java.util.function.LongSupplier question) {
        var times = new double[5];
        for (int i = -1; i < times.length; i++) {
            long start = System.nanoTime();
            long found = question.getAsLong();
            if (i >= 0) {
                times[i] = (System.nanoTime() - start) / 1e6;
            } else {
                System.err.println("found " + found);
            }
        }
        Arrays.sort(times);
        return times[2];
    }
}
