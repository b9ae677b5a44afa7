package org.minori.scenarios.runs;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.minori.storage.TimeOrderedIds;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.scheduling.annotation.Scheduled;
import org.springframework.stereotype.Service;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;

/** Adds up the differences in the counts, so that reading them stays a matter of a few rows. */
@Service
class TallyWorker {

    private static final int BATCH = 2_000;

    private final JdbcClient jdbc;
    private final JdbcTemplate batches;
    private final TransactionTemplate transaction;

    TallyWorker(JdbcClient jdbc, JdbcTemplate batches, PlatformTransactionManager transactions) {
        this.jdbc = jdbc;
        this.batches = batches;
        this.transaction = new TransactionTemplate(transactions);
    }

    private record Element(String scenario, int version, String id) {}

    private record Row(long id, Element element, long entered, long waiting) {}

    @Scheduled(fixedDelay = 5_000)
    void poll() {
        round();
    }

    /** Adds up until there is nothing more to gain. */
    void round() {
        while (Boolean.TRUE.equals(transaction.execute(status -> addUp()))) {}
    }

    private boolean addUp() {
        var rows = jdbc.sql("""
                        SELECT id, scenario_key, version, element, entered, waiting FROM scenario_tally
                        ORDER BY id LIMIT :limit FOR UPDATE SKIP LOCKED
                        """)
                .param("limit", BATCH)
                .query((row, number) -> new Row(
                        row.getLong(1),
                        new Element(row.getString(2), row.getInt(3), row.getString(4)),
                        row.getLong(5),
                        row.getLong(6)))
                .list();
        Map<Element, long[]> sums = new LinkedHashMap<>();
        for (var row : rows) {
            var sum = sums.computeIfAbsent(row.element(), element -> new long[2]);
            sum[0] += row.entered();
            sum[1] += row.waiting();
        }
        if (sums.size() == rows.size()) {
            return false;
        }
        replace(rows, sums);
        return rows.size() == BATCH;
    }

    private void replace(List<Row> rows, Map<Element, long[]> sums) {
        var old = new ArrayList<Object[]>();
        rows.forEach(row -> old.add(new Object[] {row.id()}));
        batches.batchUpdate("DELETE FROM scenario_tally WHERE id = ?", old);
        var fresh = new ArrayList<Object[]>();
        sums.forEach((element, sum) -> fresh.add(
                new Object[] {TimeOrderedIds.next(), element.scenario(), element.version(), element.id(), sum[0], sum[1]
                }));
        batches.batchUpdate("""
                INSERT INTO scenario_tally (id, scenario_key, version, element, entered, waiting) VALUES (?, ?, ?, ?, ?, ?)
                """, fresh);
    }
}
