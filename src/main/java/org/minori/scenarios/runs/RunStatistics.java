package org.minori.scenarios.runs;

import java.time.LocalDate;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.minori.scenarios.authoring.CompiledScenario;
import org.minori.scenarios.authoring.CompiledScenarios;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/** What each step of a version did in a period: read from the counts by day and the differences that are not in them yet. */
@Service
@Transactional(readOnly = true)
public class RunStatistics {

    private static final LocalDate FIRST = LocalDate.of(2000, 1, 1);
    private static final LocalDate LAST = LocalDate.of(9999, 12, 31);
    private static final Sum NONE = new Sum(0, 0, 0, 0);

    private final JdbcClient jdbc;
    private final RunCounts counts;
    private final CompiledScenarios compiled;
    private final Days days;

    RunStatistics(JdbcClient jdbc, RunCounts counts, CompiledScenarios compiled, Days days) {
        this.jdbc = jdbc;
        this.counts = counts;
        this.compiled = compiled;
        this.days = days;
    }

    /** The days that count, by the company's clock, both ends with them; what is null has no end. */
    public record Period(@Nullable LocalDate from, @Nullable LocalDate to) {

        public static final Period ALL = new Period(null, null);

        private boolean isAll() {
            return from == null && to == null;
        }
    }

    /** So many days up to today, today with them. */
    public Period last(int count) {
        return new Period(days.today().minusDays(count - 1L), null);
    }

    /**
     * One step.
     *
     * @param waiting how many wait now, whatever the period
     * @param incidents how many are stuck now, whatever the period
     * @param converted of the visits of the period, those of runs that came to a success, at any time
     * @param averageSeconds how long those who left waited; null where nobody did or nothing waits
     */
    public record Step(
            String id,
            String name,
            long entered,
            long waiting,
            long left,
            long incidents,
            long converted,
            @Nullable Long averageSeconds) {}

    /** One of several flows out of a node. */
    public record Branch(String id, String source, String target, long taken) {}

    /**
     * A version in a period.
     *
     * @param running how many are in it now
     * @param converted of those who came in, how many came to a success
     */
    public record Statistics(
            int version,
            long running,
            long entered,
            long converted,
            Map<String, Long> ended,
            List<Step> steps,
            List<Branch> branches) {}

    private record Sum(long entered, long left, long waited, long converted) {}

    /** A version, the published one when none is named. */
    public Statistics of(String key, @Nullable Integer version, Period period) {
        var now = counts.of(key, version);
        var scenario = compiled.of(key, now.version());
        var sums = sums(key, now.version(), period);
        var all = sums.getOrDefault(RunLog.RUNS, NONE);
        return new Statistics(
                now.version(),
                now.running(),
                period.isAll() ? now.entered() : all.entered(),
                all.converted(),
                period.isAll() ? now.ended() : ended(sums),
                now.elements().stream()
                        .map(element -> step(scenario, element, sums.getOrDefault(element.id(), NONE), period))
                        .toList(),
                scenario.branches().entrySet().stream()
                        .map(branch -> new Branch(
                                branch.getKey(),
                                branch.getValue().source(),
                                branch.getValue().target(),
                                sums.getOrDefault(branch.getKey(), NONE).entered()))
                        .toList());
    }

    private static Map<String, Long> ended(Map<String, Sum> sums) {
        var ended = new LinkedHashMap<String, Long>();
        for (var result : RunCounts.RESULTS) {
            ended.put(result, sums.getOrDefault(RunLog.ENDED + result, NONE).entered());
        }
        return ended;
    }

    private static Step step(CompiledScenario scenario, RunCounts.ElementCount now, Sum sum, Period period) {
        var element = scenario.elements().get(now.id());
        boolean waits = element != null && RunLog.waits(scenario, element);
        return new Step(
                now.id(),
                now.name(),
                period.isAll() ? now.entered() : sum.entered(),
                now.waiting(),
                sum.left(),
                now.incidents(),
                sum.converted(),
                waits && sum.left() > 0 ? sum.waited() / sum.left() / 1_000 : null);
    }

    /** In one statement, so that a difference is seen either as such or as added up. */
    private Map<String, Sum> sums(String key, int version, Period period) {
        var sums = new HashMap<String, Sum>();
        jdbc.sql("""
                        SELECT element, SUM(entered), SUM(gone), SUM(waited), SUM(converted) FROM (
                          SELECT element, entered, left_count AS gone, waited, converted FROM scenario_day
                          WHERE scenario_key = :key AND version = :version AND on_day BETWEEN :from AND :to
                          UNION ALL
                          SELECT element, entered, entered - waiting, waited, 0 FROM scenario_tally
                          WHERE scenario_key = :key AND version = :version AND on_day BETWEEN :from AND :to) counted
                        GROUP BY element
                        """)
                .param("key", key)
                .param("version", version)
                .param("from", period.from() == null ? FIRST : period.from())
                .param("to", period.to() == null ? LAST : period.to())
                .query(row -> {
                    sums.put(row.getString(1), new Sum(row.getLong(2), row.getLong(3), row.getLong(4), row.getLong(5)));
                });
        return sums;
    }
}
