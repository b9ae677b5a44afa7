package org.minori.scenarios.runs;

import java.time.Instant;
import java.time.LocalDateTime;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.minori.scenarios.authoring.CompiledScenarios;
import org.minori.storage.Utc;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.scheduling.annotation.Scheduled;
import org.springframework.stereotype.Service;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * Fills the counts by day with what the log held before there were any, run after run, once. Where it is stands in a row that
 * changes with the counts, so that it goes on after a restart and one node alone does it.
 */
@Service
class EarlierDays {

    private static final int BATCH = 200;

    private final JdbcClient jdbc;
    private final StepLog log;
    private final CompiledScenarios compiled;
    private final DayCounts counts;
    private final Days days;
    private final TransactionTemplate transaction;

    EarlierDays(
            JdbcClient jdbc,
            StepLog log,
            CompiledScenarios compiled,
            DayCounts counts,
            Days days,
            PlatformTransactionManager transactions) {
        this.jdbc = jdbc;
        this.log = log;
        this.compiled = compiled;
        this.counts = counts;
        this.days = days;
        this.transaction = new TransactionTemplate(transactions);
    }

    /**
     * How far it is.
     *
     * @param lastStep the last row of the log that is not counted as it is written
     * @param lastEnd when the last run ended of which that is not counted as it happens
     */
    private record State(
            long after, long lastStep, @Nullable Instant lastEnd) {}

    private record Earlier(
            long id,
            String scenario,
            int version,
            @Nullable String result,
            @Nullable Instant endedAt) {

        boolean endedBy(@Nullable Instant last) {
            return endedAt != null && last != null && !endedAt.isAfter(last);
        }
    }

    @Scheduled(fixedDelay = 10_000)
    void poll() {
        round();
    }

    /** Counts what is left. */
    void round() {
        while (Boolean.TRUE.equals(transaction.execute(status -> next()))) {}
    }

    /** Counts some runs; says whether there may be more. */
    private boolean next() {
        var state = jdbc.sql("SELECT after_run, last_step, last_end FROM scenario_day_history FOR UPDATE SKIP LOCKED")
                .query((row, number) -> new State(
                        row.getLong(1), row.getLong(2), Utc.toInstantNullable(row.getObject(3, LocalDateTime.class))))
                .optional();
        if (state.isEmpty()) {
            return false;
        }
        var runs = after(state.get().after());
        if (runs.isEmpty()) {
            jdbc.sql("DELETE FROM scenario_day_history").update();
            return false;
        }
        count(runs, state.get());
        jdbc.sql("UPDATE scenario_day_history SET after_run = :last")
                .param("last", runs.get(runs.size() - 1).id())
                .update();
        return true;
    }

    private List<Earlier> after(long run) {
        return jdbc.sql("""
                        SELECT e.id, e.scenario_key, e.version, e.result, e.ended_at FROM enrolment e
                        JOIN scenario_version v ON v.scenario_key = e.scenario_key AND v.version = e.version
                        WHERE e.id > :after ORDER BY e.id LIMIT :limit
                        """)
                .param("after", run)
                .param("limit", BATCH)
                .query((row, number) -> new Earlier(
                        row.getLong(1),
                        row.getString(2),
                        row.getInt(3),
                        row.getString(4),
                        Utc.toInstantNullable(row.getObject(5, LocalDateTime.class))))
                .list();
    }

    private void count(List<Earlier> runs, State state) {
        var steps = log.of(runs.stream().map(Earlier::id).toList(), state.lastStep());
        var sums = new DayCounts.Sums();
        for (var run : runs) {
            var way = new Way(
                    run.scenario(),
                    run.version(),
                    steps.getOrDefault(run.id(), List.of()),
                    version -> compiled.of(run.scenario(), version),
                    days);
            way.countVisits(sums);
            way.countSuccess(sums, way.handedOver());
            if (run.endedAt() != null && run.result() != null && run.endedBy(state.lastEnd())) {
                way.countEnd(sums, run.version(), run.result(), run.endedAt());
                way.countSuccess(sums, way.rest(run.result()));
            }
        }
        counts.add(sums);
    }
}
