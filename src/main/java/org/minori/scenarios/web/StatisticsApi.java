package org.minori.scenarios.web;

import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.media.Schema;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.minori.scenarios.runs.RunStatistics;
import org.minori.scenarios.runs.RunStatistics.Period;
import org.minori.web.AllowScope;
import org.minori.web.Answers;
import org.minori.web.InvalidInput;
import org.minori.web.Scopes;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/** What the steps of a scenario did, for other systems. */
@RestController
@RequestMapping("/api/v1")
class StatisticsApi {

    private final RunStatistics statistics;

    StatisticsApi(RunStatistics statistics) {
        this.statistics = statistics;
    }

    /**
     * Waiting and incidents are those of now; the others those of the days asked for.
     *
     * @param version the newest of the versions counted that has the step
     */
    @Schema(name = "StepStatistics")
    record Element(
            String id,
            int version,
            long entered,
            long waiting,
            long incidents,
            long left,
            long converted,
            @Nullable Long averageSeconds) {}

    /** One of several ways on from a step, as the newest version has it that leads so: how many took it. */
    @Schema(name = "FlowStatistics")
    record Flow(String id, int version, String source, String target, long taken) {}

    /** Of one version, or of all together: then the version is the newest. */
    record Statistics(
            int version,
            boolean allVersions,
            long running,
            long entered,
            long converted,
            Map<String, Long> ended,
            List<Element> elements,
            List<Flow> flows) {

        static Statistics of(RunStatistics.Statistics counted, boolean allVersions) {
            return new Statistics(
                    counted.version(),
                    allVersions,
                    counted.running(),
                    counted.entered(),
                    counted.converted(),
                    counted.ended(),
                    counted.steps().stream()
                            .map(step -> new Element(
                                    step.id(),
                                    step.version(),
                                    step.entered(),
                                    step.waiting(),
                                    step.incidents(),
                                    step.left(),
                                    step.converted(),
                                    step.averageSeconds()))
                            .toList(),
                    counted.branches().stream()
                            .map(branch -> new Flow(
                                    branch.id(), branch.version(), branch.source(), branch.target(), branch.taken()))
                            .toList());
        }
    }

    @Operation(
            operationId = "getStatistics",
            summary = "Counts who entered, waits, left and converted, by step, version and days.")
    @Answers({200, 409})
    @GetMapping("/scenarios/{key}/statistics")
    @AllowScope(Scopes.SCENARIOS)
    Statistics statistics(
            @PathVariable String key,
            @RequestParam(defaultValue = "") String version,
            @RequestParam(required = false) @Nullable LocalDate from,
            @RequestParam(required = false) @Nullable LocalDate to) {
        if (from != null && to != null && to.isBefore(from)) {
            throw new InvalidInput("to", "scenarios.statistics.backwards");
        }
        var wanted = VersionChoice.of(version);
        return Statistics.of(wanted.counted(statistics, key, new Period(from, to)), wanted.all());
    }
}
