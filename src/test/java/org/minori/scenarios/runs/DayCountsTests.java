package org.minori.scenarios.runs;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.LocalDate;
import java.util.Arrays;
import java.util.List;
import java.util.TreeMap;
import java.util.concurrent.Executors;
import org.junit.jupiter.api.Test;
import org.minori.MinoriTest;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.transaction.support.TransactionTemplate;

@MinoriTest
class DayCountsTests {

    @Autowired
    DayCounts days;

    @Autowired
    TransactionTemplate transaction;

    @Autowired
    JdbcClient jdbc;

    @Test
    void whatIsAddedAgainAndAgainAddsUpForEachElement() {
        var scenario = "days-" + System.nanoTime();
        var elements = List.of("", "a", "b", "c", "d", "e", "f", "g");
        var expected = new TreeMap<String, long[]>();
        for (int round = 1; round <= 6; round++) {
            var sums = new DayCounts.Sums();
            for (int i = 0; i < Math.min(elements.size(), round + 2); i++) {
                long[] added = {i % 2 * round, i * 10L, i * 100L + round, i % 3 * 7L};
                var element = elements.get(i);
                sums.add(
                        new DayCounts.Place(scenario, 1, LocalDate.of(2026, 11, 28), element),
                        added[0],
                        added[1],
                        added[2],
                        added[3]);
                var sum = expected.computeIfAbsent(element, key -> new long[4]);
                Arrays.setAll(sum, column -> sum[column] + added[column]);
            }
            transaction.executeWithoutResult(status -> days.add(sums));
        }

        var found = new TreeMap<String, String>();
        jdbc.sql("SELECT element, entered, left_count, waited, converted FROM scenario_day WHERE scenario_key = :key")
                .param("key", scenario)
                .query(row -> {
                    found.put(row.getString(1), Arrays.toString(new long[] {
                        row.getLong(2), row.getLong(3), row.getLong(4), row.getLong(5)
                    }));
                });
        expected.forEach((element, sums) -> assertThat(found).containsEntry(element, Arrays.toString(sums)));
    }

    @Test
    void twoWorkersAtOnceLoseNothingAndAddNothing() throws Exception {
        var scenario = "days-" + System.nanoTime();
        int rounds = 10;
        Runnable adds = () -> {
            for (int i = 0; i < rounds; i++) {
                transaction.executeWithoutResult(status -> {
                    var sums = new DayCounts.Sums();
                    for (var element : List.of("", "a", "b", "c")) {
                        sums.add(new DayCounts.Place(scenario, 1, LocalDate.of(2026, 11, 28), element), 1, 2, 3, 4);
                    }
                    days.add(sums);
                    holdTheRowsAWhile();
                });
            }
        };
        var pool = Executors.newFixedThreadPool(2);
        try {
            for (var one : List.of(pool.submit(adds), pool.submit(adds))) {
                one.get();
            }
        } finally {
            pool.shutdown();
        }

        assertThat(jdbc.sql("""
                                SELECT CONCAT(entered, ' ', left_count, ' ', waited, ' ', converted) FROM scenario_day
                                WHERE scenario_key = :key
                                """).param("key", scenario).query(String.class).list())
                .hasSize(4)
                .containsOnly("20 40 60 80");
    }

    /** As a worker does that has more to write. */
    private static void holdTheRowsAWhile() {
        try {
            Thread.sleep(100);
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
        }
    }
}
