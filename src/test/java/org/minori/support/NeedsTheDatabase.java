package org.minori.support;

import org.junit.jupiter.api.extension.ConditionEvaluationResult;
import org.junit.jupiter.api.extension.ExecutionCondition;
import org.junit.jupiter.api.extension.ExtensionContext;

/**
 * Skips a whole class where the database of this run is not to be had. An assumption before all tests would do so without
 * leaving a skipped test behind, and a run without any test writes no summary for the build to read.
 */
public final class NeedsTheDatabase implements ExecutionCondition {

    @Override
    public ConditionEvaluationResult evaluateExecutionCondition(ExtensionContext context) {
        return TestDatabase.isThere()
                ? ConditionEvaluationResult.enabled("the database is there")
                : ConditionEvaluationResult.disabled("no such database server can run here");
    }
}
