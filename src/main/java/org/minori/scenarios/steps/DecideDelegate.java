package org.minori.scenarios.steps;

import org.camunda.bpm.engine.delegate.DelegateExecution;
import org.camunda.bpm.engine.delegate.JavaDelegate;
import org.minori.scenarios.authoring.DecisionTables;
import org.springframework.stereotype.Component;

/** Step "decide by a table": keeps the table's answer for the conditions that follow. */
@Component
class DecideDelegate implements JavaDelegate {

    private final ScenarioSteps steps;
    private final DecisionTables tables;
    private final Conditions conditions;

    DecideDelegate(ScenarioSteps steps, DecisionTables tables, Conditions conditions) {
        this.steps = steps;
        this.tables = tables;
        this.conditions = conditions;
    }

    @Override
    public void execute(DelegateExecution execution) {
        var step = steps.of(execution);
        step.result(
                step.parameter("result", "decision"),
                tables.decide(
                        step.run().scenario().key(),
                        step.version(),
                        step.parameter("table"),
                        condition -> conditions.holds(condition, execution, step.run())));
    }
}
