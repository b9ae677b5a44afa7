package org.minori.scenarios.steps;

import org.camunda.bpm.engine.delegate.DelegateExecution;
import org.camunda.bpm.engine.impl.persistence.entity.ExecutionEntity;
import org.minori.scenarios.runs.RunDirectory;
import org.springframework.stereotype.Component;

/** Finds what the engine's execution means: whose run, which step, with which parameters. */
@Component
class ScenarioSteps {

    private final RunDirectory runs;
    private final Visits visits;
    private final KnownContacts contacts;

    ScenarioSteps(RunDirectory runs, Visits visits, KnownContacts contacts) {
        this.runs = runs;
        this.visits = visits;
        this.contacts = contacts;
    }

    /** The step that the execution stands at. */
    ScenarioStep of(DelegateExecution execution) {
        var run = runs.of(execution);
        var element = execution.getCurrentActivityId();
        var step = run.scenario().steps().get(element);
        if (step == null) {
            throw new IllegalStateException(
                    "no step at " + element + " of " + run.scenario().key());
        }
        contacts.touch(run.contact());
        boolean mayRepeat = execution instanceof ExecutionEntity entity && visits.mayRepeat(entity, element);
        return new ScenarioStep(execution, run, step, ScenarioStep.visit(execution, element, mayRepeat));
    }
}
