package org.minori.scenarios.runs;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Comparator;
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
     * @param version the one whose drawing shows it: the newest that has it, where several are counted together
     * @param waiting how many wait now, whatever the period
     * @param incidents how many are stuck now, whatever the period
     * @param converted of the visits of the period, those of runs that came to a success, at any time
     * @param averageSeconds how long those who left waited; null where nobody did or nothing waits
     */
    public record Step(
            int version,
            String id,
            String name,
            long entered,
            long waiting,
            long left,
            long incidents,
            long converted,
            @Nullable Long averageSeconds) {}

    /** One of several flows out of a node, in the version whose drawing shows it so: a flow may lead elsewhere in another. */
    public record Branch(int version, String id, String source, String target, long taken) {

        private Branch with(Branch older) {
            return new Branch(version, id, source, target, taken + older.taken());
        }
    }

    /**
     * A version in a period, or all versions together.
     *
     * @param version the one whose drawing shows the numbers
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

    /** What is counted of one version. */
    private record Part(RunCounts.Counts now, CompiledScenario scenario, Map<String, Sum> sums) {

        private Sum sum(String element) {
            return sums.getOrDefault(element, NONE);
        }
    }

    /** A version, the published one when none is named. */
    public Statistics of(String key, @Nullable Integer version, Period period) {
        return together(List.of(part(key, counts.of(key, version), period)), period);
    }

    /**
     * All versions that anybody entered together, by the ids of steps over the newest drawing; what that no longer has comes
     * after it, from the newest version that had it.
     */
    public Statistics ofAllVersions(String key, Period period) {
        var newest = counts.of(key, null);
        var parts = new ArrayList<>(List.of(part(key, newest, period)));
        counts.entered(key).stream()
                .filter(version -> version != newest.version())
                .sorted(Comparator.reverseOrder())
                .forEach(version -> parts.add(part(key, counts.of(key, version), period)));
        return together(parts, period);
    }

    private Part part(String key, RunCounts.Counts now, Period period) {
        return new Part(now, compiled.of(key, now.version()), sums(key, now.version(), period));
    }

    private static Statistics together(List<Part> parts, Period period) {
        boolean all = parts.size() > 1;
        long running = 0;
        long entered = 0;
        long converted = 0;
        var ended = new LinkedHashMap<String, Long>();
        var steps = new LinkedHashMap<String, StepSum>();
        var branches = new LinkedHashMap<List<String>, Branch>();
        for (var part : parts) {
            var runs = part.sum(RunLog.RUNS);
            int version = part.now().version();
            running += part.now().running();
            entered += period.isAll() ? part.now().entered() : runs.entered();
            converted += runs.converted();
            (period.isAll() ? part.now().ended() : ended(part.sums()))
                    .forEach((result, count) -> ended.merge(result, count, Long::sum));
            part.now()
                    .elements()
                    .forEach(element -> steps.computeIfAbsent(element.id(), id -> new StepSum(version, element))
                            .add(part, element, period, all));
            part.scenario()
                    .branches()
                    .forEach((id, ends) -> branches.merge(
                            List.of(id, ends.source(), ends.target()),
                            new Branch(
                                    version,
                                    id,
                                    ends.source(),
                                    ends.target(),
                                    part.sum(id).entered()),
                            Branch::with));
        }
        return new Statistics(
                parts.get(0).now().version(),
                running,
                entered,
                converted,
                ended,
                steps.values().stream().map(StepSum::step).toList(),
                List.copyOf(branches.values()));
    }

    /** A step as it is added up over versions. */
    private static final class StepSum {

        private final int version;
        private final RunCounts.ElementCount shown;
        private long entered;
        private long waiting;
        private long left;
        private long incidents;
        private long converted;
        private long waited;
        private long waitedFor;

        private StepSum(int version, RunCounts.ElementCount shown) {
            this.version = version;
            this.shown = shown;
        }

        /** Over all versions, a visit that goes on after a move is the one that began before it. */
        private void add(Part part, RunCounts.ElementCount now, Period period, boolean all) {
            var sum = part.sum(now.id());
            var goesOn = all ? part.sum(RunLog.goingOn(now.id())) : NONE;
            entered += (period.isAll() ? now.entered() : sum.entered()) - goesOn.entered();
            waiting += now.waiting();
            left += sum.left() - goesOn.entered();
            incidents += now.incidents();
            converted += sum.converted() - goesOn.converted();
            var element = part.scenario().elements().get(now.id());
            if (element != null && RunLog.waits(part.scenario(), element)) {
                waited += sum.waited() - goesOn.waited();
                waitedFor += sum.left() - goesOn.entered();
            }
        }

        private Step step() {
            return new Step(
                    version,
                    shown.id(),
                    shown.name(),
                    entered,
                    waiting,
                    left,
                    incidents,
                    converted,
                    waitedFor > 0 ? waited / waitedFor / 1_000 : null);
        }
    }

    private static Map<String, Long> ended(Map<String, Sum> sums) {
        var ended = new LinkedHashMap<String, Long>();
        for (var result : RunCounts.RESULTS) {
            ended.put(result, sums.getOrDefault(RunLog.ENDED + result, NONE).entered());
        }
        return ended;
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
