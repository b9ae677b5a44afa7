package org.minori.scenarios.steps;

import java.math.BigDecimal;
import java.util.Optional;
import org.camunda.bpm.engine.delegate.DelegateExecution;
import org.camunda.bpm.engine.delegate.VariableScope;
import org.jspecify.annotations.Nullable;
import org.minori.scenarios.authoring.Condition;
import org.minori.scenarios.authoring.Condition.All;
import org.minori.scenarios.authoring.Condition.Any;
import org.minori.scenarios.authoring.Condition.Comparison;
import org.minori.scenarios.authoring.Condition.Name;
import org.minori.scenarios.authoring.Condition.Not;
import org.minori.scenarios.authoring.Condition.Operator;
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
        if (condition instanceof All all) {
            return all.conditions().stream().allMatch(one -> holds(one, execution, run));
        }
        if (condition instanceof Any any) {
            return any.conditions().stream().anyMatch(one -> holds(one, execution, run));
        }
        if (condition instanceof Not not) {
            return !holds(not.condition(), execution, run);
        }
        return compares((Comparison) condition, execution, run);
    }

    private boolean compares(Comparison comparison, DelegateExecution execution, Run run) {
        var value = value(comparison.left(), execution, run);
        log.why(execution, execution.getCurrentActivityId(), words(comparison.left(), value));
        return matches(value, comparison.operator(), comparison.right());
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

    /** What is unknown is equal to nothing and neither more nor less than anything. */
    static boolean matches(@Nullable Object left, Operator operator, Object right) {
        if (left == null) {
            return operator == Operator.NE;
        }
        if (right instanceof BigDecimal number) {
            return number(left)
                    .map(value -> holds(operator, value.compareTo(number)))
                    .orElse(operator == Operator.NE);
        }
        return holds(operator, left.toString().compareTo(right.toString()));
    }

    private static boolean holds(Operator operator, int order) {
        return switch (operator) {
            case EQ -> order == 0;
            case NE -> order != 0;
            case LT -> order < 0;
            case LE -> order <= 0;
            case GT -> order > 0;
            case GE -> order >= 0;
        };
    }

    private static Optional<BigDecimal> number(Object value) {
        try {
            return Optional.of(new BigDecimal(value.toString().strip()));
        } catch (NumberFormatException words) {
            return Optional.empty();
        }
    }
}
