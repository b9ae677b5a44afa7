package org.minori.scenarios.engine;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import org.camunda.bpm.engine.RuntimeService;
import org.camunda.bpm.engine.impl.context.Context;
import org.camunda.bpm.engine.impl.persistence.entity.ExecutionEntity;
import org.camunda.bpm.engine.migration.MigrationInstruction;
import org.camunda.bpm.engine.migration.MigrationPlan;
import org.camunda.bpm.engine.migration.MigrationPlanValidationException;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Service;

/** Carries process instances over to another version, with what they wait for and when their timers fire. */
@Service
public class EngineMigration {

    private final RuntimeService runtime;
    private final JdbcClient jdbc;

    EngineMigration(RuntimeService runtime, JdbcClient jdbc) {
        this.runtime = runtime;
        this.jdbc = jdbc;
    }

    /**
     * Where what stands at one element goes on.
     *
     * @param message whether it waits there for a message, which bears the name of its element
     */
    public record Move(String from, String to, boolean message) {}

    /**
     * Where an execution of a run rests.
     *
     * @param visit the id that the engine gave to its rest there
     */
    public record Rest(String element, String execution, String visit) {

        /** Since when it rests there in its version. */
        public Instant since() {
            return OrderedIds.enteredAt(visit);
        }

        /** Since when it rests there, in whatever version. */
        public Instant first() {
            return OrderedIds.firstEnteredAt(visit);
        }
    }

    /** The elements from which the engine can't carry anything over as asked. */
    public Set<String> refused(String definition, String newDefinition, Collection<Move> moves) {
        var refused = new HashSet<String>();
        while (true) {
            try {
                plan(
                        definition,
                        newDefinition,
                        moves.stream()
                                .filter(move -> !refused.contains(move.from()))
                                .toList());
                return refused;
            } catch (MigrationPlanValidationException invalid) {
                var more = invalid.getValidationReport().getInstructionReports().stream()
                        .map(report -> report.getMigrationInstruction())
                        .map(MigrationInstruction::getSourceActivityId)
                        .filter(refused::add)
                        .count();
                if (more == 0) {
                    throw invalid;
                }
            }
        }
    }

    private MigrationPlan plan(String definition, String newDefinition, Collection<Move> moves) {
        var plan = runtime.createMigrationPlan(definition, newDefinition);
        for (var move : moves) {
            var instruction = plan.mapActivities(move.from(), move.to());
            if (move.message()) {
                instruction.updateEventTrigger();
            }
        }
        return plan.build();
    }

    /** Moves these runs; all or none. Within {@link EngineBatch#run} alone. */
    public void move(String definition, String newDefinition, Collection<Move> moves, Collection<Long> enrolments) {
        runtime.newMigration(plan(definition, newDefinition, moves))
                .processInstanceIds(
                        enrolments.stream().map(OrderedIds::ofEnrolment).toList())
                .skipCustomListeners()
                .skipIoMappings()
                .execute();
    }

    /** Lets the moved runs rest from now on in the new version, so that the time before stays with the old. Within the same command. */
    public void beginAnew(Collection<Rest> rests, Map<String, String> places) {
        var entities = Context.getCommandContext().getDbEntityManager();
        for (var rest : rests) {
            var execution = entities.selectById(ExecutionEntity.class, rest.execution());
            if (execution != null) {
                boolean goesOn = rest.element().equals(places.get(rest.element()));
                var visit = goesOn ? OrderedIds.goingOn(rest.visit()) : OrderedIds.beginningAnew();
                // Where the new version hangs something on a place, a child of the execution rests there now.
                Stream.concat(Stream.of(execution), execution.getExecutions().stream())
                        .filter(one -> rest.visit().equals(one.getActivityInstanceId()))
                        .forEach(one -> one.setActivityInstanceId(visit));
            }
        }
    }

    /** Where these runs rest, as the database has it. */
    public Map<Long, List<Rest>> rests(Collection<Long> enrolments) {
        var rests = new HashMap<Long, List<Rest>>();
        jdbc.sql("""
                        SELECT PROC_INST_ID_, ACT_ID_, ID_, ACT_INST_ID_ FROM ACT_RU_EXECUTION
                        WHERE PROC_INST_ID_ IN (:instances) AND IS_ACTIVE_ = TRUE AND ACT_ID_ IS NOT NULL ORDER BY ID_
                        """)
                .param(
                        "instances",
                        enrolments.stream().map(OrderedIds::ofEnrolment).toList())
                .query(row -> {
                    rests.computeIfAbsent(OrderedIds.enrolmentOf(row.getString(1)), run -> new ArrayList<>())
                            .add(new Rest(row.getString(2), row.getString(3), row.getString(4)));
                });
        return rests;
    }
}
