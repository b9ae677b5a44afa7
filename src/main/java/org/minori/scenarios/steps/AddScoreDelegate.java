package org.minori.scenarios.steps;

import java.util.List;
import org.camunda.bpm.engine.delegate.DelegateExecution;
import org.camunda.bpm.engine.delegate.JavaDelegate;
import org.minori.scoring.LeadScores;
import org.minori.scoring.ScoreChange;
import org.springframework.stereotype.Component;

/** Step "add to score": one row for the ledger. */
@Component
class AddScoreDelegate implements JavaDelegate {

    private final ScenarioSteps steps;
    private final LeadScores scores;

    AddScoreDelegate(ScenarioSteps steps, LeadScores scores) {
        this.steps = steps;
        this.scores = scores;
    }

    @Override
    public void execute(DelegateExecution execution) {
        var step = steps.of(execution);
        scores.add(List.of(new ScoreChange(
                step.contact(),
                step.parameter("score", LeadScores.OVERALL),
                Integer.parseInt(step.parameter("points")),
                step.origin(),
                step.version(),
                null,
                step.optional("reason").orElse(step.scenarioName()),
                step.once())));
    }
}
