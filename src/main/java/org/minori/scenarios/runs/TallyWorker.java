package org.minori.scenarios.runs;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.minori.storage.TimeOrderedIds;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.scheduling.annotation.Scheduled;
import org.springframework.stereotype.Service;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;

/** Adds up the differences in the counts, by element and by day, so that reading them stays a matter of a few rows. */
@Service
class TallyWorker {

    private static final int BATCH = 2_000;

    private final JdbcClient jdbc;
    private final JdbcTemplate batches;
    private final DayCounts days;
    private final TransactionTemplate transaction;

    TallyWorker(JdbcClient jdbc, JdbcTemplate batches, DayCounts days, PlatformTransactionManager transactions) {
        this.jdbc = jdbc;
        this.batches = batches;
        this.days = days;
        this.transaction = new TransactionTemplate(transactions);
    }

    private record Element(String scenario, int version, String id) {}

    private record Version(String scenario, int number) {}

    private record Row(long id, Element element, long entered, long waiting) {}

    /** A difference that no sum holds yet. */
    private record Fresh(Row row, LocalDate day, long waited) {

        /** Who entered and does not wait has left, at once or now. */
        void addTo(DayCounts.Sums sums) {
            sums.add(
                    new DayCounts.Place(
                            row.element().scenario(),
                            row.element().version(),
                            day,
                            row.element().id()),
                    row.entered(),
                    row.entered() - row.waiting(),
                    waited,
                    0);
        }
    }

    @Scheduled(fixedDelay = 5_000)
    void poll() {
        round();
    }

    /** Adds up until there is nothing more to gain. */
    void round() {
        while (Boolean.TRUE.equals(transaction.execute(status -> addUp()))) {}
    }

    private boolean addUp() {
        var fresh = jdbc.sql("""
                        SELECT id, scenario_key, version, element, entered, waiting, on_day, waited FROM scenario_tally
                        WHERE on_day IS NOT NULL ORDER BY id LIMIT :limit FOR UPDATE SKIP LOCKED
                        """)
                .param("limit", BATCH)
                .query((row, number) -> new Fresh(
                        new Row(
                                row.getLong(1),
                                new Element(row.getString(2), row.getInt(3), row.getString(4)),
                                row.getLong(5),
                                row.getLong(6)),
                        row.getObject(7, LocalDate.class),
                        row.getLong(8)))
                .list();
        if (fresh.isEmpty()) {
            return false;
        }
        var sums = new DayCounts.Sums();
        fresh.forEach(one -> one.addTo(sums));
        days.add(sums);
        replace(fresh.stream().map(Fresh::row).toList());
        return fresh.size() == BATCH;
    }

    /** The sums take the place of the differences and of earlier sums of the same elements. */
    private void replace(List<Row> fresh) {
        var touched = fresh.stream().map(Row::element).collect(Collectors.toSet());
        var rows = new ArrayList<>(fresh);
        touched.stream()
                .map(element -> new Version(element.scenario(), element.version()))
                .distinct()
                .forEach(version -> earlier(version)
                        .filter(row -> touched.contains(row.element()))
                        .forEach(rows::add));
        Map<Element, long[]> sums = new LinkedHashMap<>();
        for (var row : rows) {
            var sum = sums.computeIfAbsent(row.element(), element -> new long[2]);
            sum[0] += row.entered();
            sum[1] += row.waiting();
        }
        batches.batchUpdate(
                "DELETE FROM scenario_tally WHERE id = ?",
                rows.stream().map(row -> new Object[] {row.id()}).toList());
        batches.batchUpdate(
                """
                INSERT INTO scenario_tally (id, scenario_key, version, element, entered, waiting) VALUES (?, ?, ?, ?, ?, ?)
                """,
                sums.entrySet().stream()
                        .map(sum -> new Object[] {
                            TimeOrderedIds.next(),
                            sum.getKey().scenario(),
                            sum.getKey().version(),
                            sum.getKey().id(),
                            sum.getValue()[0],
                            sum.getValue()[1]
                        })
                        .toList());
    }

    private Stream<Row> earlier(Version version) {
        return jdbc
                .sql("""
                        SELECT id, element, entered, waiting FROM scenario_tally
                        WHERE scenario_key = :key AND version = :version AND on_day IS NULL FOR UPDATE SKIP LOCKED
                        """)
                .param("key", version.scenario())
                .param("version", version.number())
                .query((row, number) -> new Row(
                        row.getLong(1),
                        new Element(version.scenario(), version.number(), row.getString(2)),
                        row.getLong(3),
                        row.getLong(4)))
                .list()
                .stream();
    }
}
