package org.minori.scenarios.runs;

import java.time.Instant;
import java.time.LocalDateTime;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.minori.scenarios.authoring.CompiledScenario;
import org.minori.scenarios.authoring.CompiledScenarios;
import org.minori.scenarios.runs.Runs.RunView;
import org.minori.storage.Utc;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/** Tells the exact way of one run from its log: what it met, when, why it went on as it did, where it is. */
@Service
@Transactional(readOnly = true)
public class RunPaths {

    private final JdbcClient jdbc;
    private final StepLog steps;
    private final CompiledScenarios compiled;

    RunPaths(JdbcClient jdbc, StepLog steps, CompiledScenarios compiled) {
        this.jdbc = jdbc;
        this.steps = steps;
        this.compiled = compiled;
    }

    /**
     * One element that the run met.
     *
     * @param leftAt null while it rests there; the moment itself where nothing waits
     * @param until when a timer lets it go on at the latest, while it rests there
     * @param why what was compared, as names and values without anything about the person
     * @param version the one in which the run met it
     * @param flow the flow that led there, of the version; null where none did
     * @param brought whether no flow led there, since the run was taken there by hand or moved there from another version
     * @param movedTo the version to which the run was moved from here; null where it went on by itself
     */
    public record Visit(
            String element,
            String name,
            String type,
            @Nullable String kind,
            Instant enteredAt,
            @Nullable Instant leftAt,
            @Nullable Instant until,
            @Nullable String why,
            @Nullable Integer movedTo,
            int version,
            @Nullable String flow,
            boolean brought) {

        /** Whether the run rests here now. */
        public boolean current() {
            return leftAt == null;
        }
    }

    /** The whole way. */
    public record Path(List<Visit> visits) {

        /** The flows that it took, in whatever version. */
        public Set<String> flows() {
            return visits.stream().map(Visit::flow).filter(Objects::nonNull).collect(Collectors.toSet());
        }

        public List<String> current() {
            return visits.stream().filter(Visit::current).map(Visit::element).toList();
        }
    }

    public Path of(RunView run) {
        var version = run.version();
        if (version == null) {
            return new Path(List.of());
        }
        var rows = steps.of(run.id());
        var timers = timers(run.processInstanceId());
        var leaving = new HashMap<String, ArrayDeque<RunStep>>();
        for (var row : rows) {
            if (row.kind().equals(RunStep.LEFT)) {
                leaving.computeIfAbsent(row.element(), element -> new ArrayDeque<>())
                        .add(row);
            }
        }
        var visits = new ArrayList<Visit>();
        int now = StepLog.firstVersion(rows, version);
        boolean moved = false;
        for (var row : rows) {
            if (!row.kind().equals(RunStep.LEFT)) {
                var left = row.kind().equals(RunStep.PASSED)
                        ? row
                        : leaving.getOrDefault(row.element(), new ArrayDeque<>())
                                .poll();
                var scenario = compiled.of(run.scenario(), now);
                var until = left == null ? until(scenario, row.element(), timers) : null;
                visits.add(visit(new Way.Passed(now, row, moved), scenario, left, until));
            }
            moved = row.moved().isPresent();
            now = row.moved().map(RunStep.Versions::to).orElse(now);
        }
        return new Path(visits);
    }

    private static Visit visit(
            Way.Passed passed, CompiledScenario scenario, @Nullable RunStep left, @Nullable Instant until) {
        var row = passed.step();
        var element = scenario.elements().get(row.element());
        var step = scenario.steps().get(row.element());
        return new Visit(
                row.element(),
                element == null ? "" : element.name(),
                element == null ? "" : element.type(),
                step == null ? null : step.kind(),
                row.at(),
                left == null ? null : left.at(),
                until,
                row.note(),
                left == null ? null : left.moved().map(RunStep.Versions::to).orElse(null),
                passed.version(),
                row.flow(),
                passed.goesOn() || RunStep.BY_HAND.equals(row.note()));
    }

    private static @Nullable Instant until(CompiledScenario scenario, String element, Map<String, Instant> timers) {
        var here = scenario.elements().get(element);
        if (here != null && here.type().equals("eventBasedGateway")) {
            return here.gatewayEvents().stream()
                    .map(timers::get)
                    .filter(Objects::nonNull)
                    .min(Instant::compareTo)
                    .orElse(null);
        }
        return timers.get(element);
    }

    /** When the timers of the run fire, by the element that they stand at. */
    private Map<String, Instant> timers(String processInstanceId) {
        var timers = new HashMap<String, Instant>();
        jdbc.sql("""
                        SELECT d.ACT_ID_, j.DUEDATE_ FROM ACT_RU_JOB j JOIN ACT_RU_JOBDEF d ON d.ID_ = j.JOB_DEF_ID_
                        WHERE j.PROCESS_INSTANCE_ID_ = :instance AND j.DUEDATE_ IS NOT NULL
                        """).param("instance", processInstanceId).query(row -> {
            timers.put(row.getString(1), Utc.toInstant(row.getObject(2, LocalDateTime.class)));
        });
        return timers;
    }
}
