package org.minori.scenarios.steps;

import java.time.Duration;
import java.util.Optional;
import org.camunda.bpm.engine.delegate.DelegateExecution;
import org.jspecify.annotations.Nullable;
import org.minori.contacts.ContactId;
import org.minori.scenarios.authoring.CompiledScenario.Step;
import org.minori.scenarios.runs.Run;

/**
 * One step of one run as its delegate sees it. The only class that reads or writes process variables: ids, names from
 * the drawing, numbers and booleans, never anything about a person.
 */
final class ScenarioStep {

    private final DelegateExecution execution;
    private final Run run;
    private final Step step;
    private final int occurrence;

    ScenarioStep(DelegateExecution execution, Run run, Step step, int occurrence) {
        this.execution = execution;
        this.run = run;
        this.step = step;
        this.occurrence = occurrence;
    }

    /** How often the run has come here, this time included; counted only where it can come again. */
    static int visit(DelegateExecution execution, String element, boolean mayRepeat) {
        if (!mayRepeat) {
            return 1;
        }
        var instance = execution.getProcessInstance();
        var name = "visits." + element;
        int visits = instance.getVariable(name) instanceof Integer before ? before + 1 : 1;
        instance.setVariable(name, visits);
        return visits;
    }

    /** What an earlier step found out. */
    static @Nullable Object result(DelegateExecution execution, String name) {
        return execution.getVariable(Run.RESULT + name);
    }

    ContactId contact() {
        return run.contact();
    }

    long enrolment() {
        return run.enrolment();
    }

    Run run() {
        return run;
    }

    DelegateExecution execution() {
        return execution;
    }

    String element() {
        return step.element();
    }

    String scenarioName() {
        return run.scenario().name();
    }

    /** A parameter that the compiler has made sure of. */
    String parameter(String name) {
        var value = step.parameters().get(name);
        if (value == null) {
            throw new IllegalStateException("step " + step.element() + " has no " + name);
        }
        return value;
    }

    String parameter(String name, String otherwise) {
        return step.parameter(name, otherwise);
    }

    Optional<String> optional(String name) {
        return Optional.ofNullable(step.parameters().get(name)).filter(value -> !value.isBlank());
    }

    boolean flag(String name) {
        return step.parameter(name, "false").equals("true");
    }

    @Nullable
    Duration hours(String name) {
        return optional(name).map(Long::valueOf).map(Duration::ofHours).orElse(null);
    }

    /**
     * A word that is the same whenever this visit of this step runs again, and otherwise only where a run that was moved
     * comes to a step again that it has done in an earlier version: then it is the word of that time.
     */
    String once() {
        return execution.getProcessInstance().getVariable(Run.DONE + element()) instanceof String before
                ? once(before, 1)
                : once(Run.word(run.version(), element()), occurrence);
    }

    private String once(String step, int visit) {
        return "%s:%s:%d:%d".formatted(run.scenario().key(), step, run.enrolment(), visit);
    }

    /** What asked for it, for people. */
    String origin() {
        return "scenario:" + run.scenario().key() + "/" + Run.shortened(element());
    }

    /** The version, for ledgers. */
    int version() {
        return run.version();
    }

    /** Keeps what the step found out for the conditions that follow. */
    void result(String name, Object value) {
        execution.setVariable(Run.RESULT + name, value);
    }
}
