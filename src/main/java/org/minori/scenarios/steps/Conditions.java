package org.minori.scenarios.steps;

import org.camunda.bpm.engine.delegate.DelegateExecution;
import org.camunda.bpm.engine.delegate.VariableScope;
import org.jspecify.annotations.Nullable;
import org.minori.scenarios.authoring.Condition;
import org.minori.scenarios.authoring.Condition.Name;
import org.minori.scenarios.engine.ElementValues;
import org.minori.scenarios.runs.Run;
import org.minori.scenarios.runs.RunDirectory;
import org.minori.scenarios.runs.RunLog;
import org.springframework.stereotype.Component;

/** Decides whether a run takes a flow, from the parsed condition of that flow; the engine only asks for the answer. */
@Component("conditions")
class Conditions implements ElementValues {

    private final RunDirectory runs;
    private final RunLog log;
    private final KnownContacts known;

    Conditions(RunDirectory runs, RunLog log, KnownContacts known) {
        this.runs = runs;
        this.log = log;
        this.known = known;
    }

    @Override
    public Object of(VariableScope scope, String flow) {
        if (!(scope instanceof DelegateExecution execution)) {
            throw new IllegalStateException("a condition outside of a run: " + flow);
        }
        var run = runs.of(execution);
        var condition = run.scenario().conditions().get(flow);
        if (condition == null) {
            throw new IllegalStateException(
                    "no condition for " + flow + " of " + run.scenario().key());
        }
        return holds(condition, execution, run);
    }

    /** Whether the condition holds for the run at this moment. */
    boolean holds(Condition condition, DelegateExecution execution, Run run) {
        return condition.holds(name -> {
            var value = value(name, execution, run);
            log.why(execution, execution.getCurrentActivityId(), words(name, value));
            return value;
        });
    }

    /** Values of fields are about a person, so the log names the field only. */
    private static String words(Name name, @Nullable Object value) {
        return switch (name.source()) {
            case FIELD -> "field." + name.key();
            case SCORE -> "score." + name.key() + " = " + value;
            case STAGE -> "stage = " + value;
            case RESULT -> name.key() + " = " + value;
        };
    }

    private @Nullable Object value(Name name, DelegateExecution execution, Run run) {
        return switch (name.source()) {
            case RESULT -> ScenarioStep.result(execution, name.key());
            case SCORE -> known.score(run.contact(), name.key());
            case FIELD -> known.field(run.contact(), name.key()).orElse(null);
            case STAGE -> known.stage(run.contact()).name();
        };
    }
}
