package org.minori.scenarios.web;

import java.time.Duration;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Objects;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;
import org.minori.scenarios.authoring.ScenarioDrafts;
import org.minori.scenarios.runs.RunStatistics;
import org.minori.scenarios.runs.RunStatistics.Period;
import org.minori.web.AllowRoles;
import org.minori.web.Role;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.ResponseBody;

/** Where the contacts of a scenario come from and go to, stay and get lost: as colours on the diagram and as a table. */
@Controller
@AllowRoles({Role.MARKETER, Role.OPERATOR})
class AnalysisPages {

    private static final List<String> MEASURES =
            List.of("entered", "waiting", "left", "incidents", "conversion", "time");
    private static final List<Integer> DAYS = List.of(7, 30, 90);
    private static final int MOST_BOTTLENECKS = 3;
    private static final int FEW = 30;

    private final RunStatistics statistics;
    private final RunNames names;
    private final ScenarioDrafts scenarios;

    AnalysisPages(RunStatistics statistics, RunNames names, ScenarioDrafts scenarios) {
        this.statistics = statistics;
        this.names = names;
        this.scenarios = scenarios;
    }

    /**
     * A step as a row.
     *
     * @param last the last version that has it; null where the diagram has it
     * @param conversion in percent, with one decimal; null where nobody came
     * @param few whether so few came that the percentage says little
     */
    record StepLine(
            String id,
            String name,
            @Nullable Integer last,
            long entered,
            long waiting,
            long left,
            long incidents,
            long converted,
            @Nullable Double conversion,
            boolean few,
            @Nullable Duration time) {}

    /**
     * A way on from a step.
     *
     * @param last the last version in which it leads there; null where the diagram shows it so
     */
    record BranchLine(
            String id,
            String from,
            String to,
            @Nullable Integer last,
            long taken,
            @Nullable Double share) {}

    @GetMapping("/scenarios/{key}/analysis")
    String page(
            @PathVariable String key,
            @RequestParam(defaultValue = "") String version,
            @RequestParam(required = false) @Nullable Integer days,
            @RequestParam(defaultValue = "entered") String show,
            Model model) {
        fill(key, version, days, model);
        model.addAttribute("scenario", scenarios.find(key));
        model.addAttribute("versions", scenarios.versions(key));
        model.addAttribute("periods", DAYS);
        model.addAttribute("measures", MEASURES);
        model.addAttribute("show", MEASURES.contains(show) ? show : MEASURES.get(0));
        return "scenarios/analysis";
    }

    /** The numbers below the diagram; the fragment asks for itself while somebody looks. */
    @GetMapping("/scenarios/{key}/analysis/numbers")
    String numbers(
            @PathVariable String key,
            @RequestParam(defaultValue = "") String version,
            @RequestParam(required = false) @Nullable Integer days,
            Model model) {
        fill(key, version, days, model);
        return "scenarios/analysis-numbers :: numbers";
    }

    @GetMapping("/scenarios/{key}/analysis.json")
    @ResponseBody
    StatisticsApi.Statistics json(
            @PathVariable String key,
            @RequestParam(defaultValue = "") String version,
            @RequestParam(required = false) @Nullable Integer days) {
        var wanted = VersionChoice.of(version);
        return StatisticsApi.Statistics.of(wanted.counted(statistics, key, last(days)), wanted.all());
    }

    private void fill(String key, String version, @Nullable Integer days, Model model) {
        var wanted = VersionChoice.of(version);
        var counted = wanted.counted(statistics, key, last(days));
        var lines = counted.steps().stream()
                .filter(step -> step.version() == counted.version() || step.entered() + step.waiting() > 0)
                .map(step -> line(key, counted, step))
                .toList();
        model.addAttribute("key", key);
        model.addAttribute("all", wanted.all());
        model.addAttribute("version", wanted.word(counted));
        model.addAttribute("days", days);
        model.addAttribute("counted", counted);
        model.addAttribute("conversion", share(counted.converted(), counted.entered()));
        model.addAttribute("few", counted.entered() < FEW);
        model.addAttribute("lines", lines);
        model.addAttribute(
                "crowded", first(lines, line -> line.waiting() > 0, Comparator.comparing(StepLine::waiting)));
        model.addAttribute(
                "slow",
                first(
                        lines,
                        line -> line.time() != null,
                        Comparator.comparing(line -> Objects.requireNonNullElse(line.time(), Duration.ZERO))));
        model.addAttribute("branches", branches(key, counted));
    }

    private Period last(@Nullable Integer days) {
        return days == null || days < 1 ? Period.ALL : statistics.last(days);
    }

    private StepLine line(String key, RunStatistics.Statistics counted, RunStatistics.Step step) {
        var seconds = step.averageSeconds();
        return new StepLine(
                step.id(),
                names.name(key, step.version(), step.id()),
                last(counted, step.version()),
                step.entered(),
                step.waiting(),
                step.left(),
                step.incidents(),
                step.converted(),
                share(step.converted(), step.entered()),
                step.entered() < FEW,
                seconds == null ? null : Duration.ofSeconds(seconds));
    }

    /** The version, where a newer one is drawn. */
    private static @Nullable Integer last(RunStatistics.Statistics counted, int version) {
        return version == counted.version() ? null : version;
    }

    private List<BranchLine> branches(String key, RunStatistics.Statistics counted) {
        var sums = new HashMap<String, Long>();
        counted.branches().forEach(branch -> sums.merge(branch.source(), branch.taken(), Long::sum));
        return counted.branches().stream()
                .filter(branch -> branch.version() == counted.version() || branch.taken() > 0)
                .map(branch -> new BranchLine(
                        branch.id(),
                        names.name(key, branch.version(), branch.source()),
                        names.name(key, branch.version(), branch.target()),
                        last(counted, branch.version()),
                        branch.taken(),
                        share(branch.taken(), sums.getOrDefault(branch.source(), 0L))))
                .toList();
    }

    private static List<StepLine> first(List<StepLine> lines, Predicate<StepLine> wanted, Comparator<StepLine> order) {
        return lines.stream()
                .filter(wanted)
                .sorted(order.reversed())
                .limit(MOST_BOTTLENECKS)
                .toList();
    }

    private static @Nullable Double share(long part, long whole) {
        return whole <= 0 ? null : Math.min(100, Math.round(part * 1_000.0 / whole) / 10.0);
    }
}
