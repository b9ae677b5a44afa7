package org.minori.scenarios.steps;

import org.camunda.bpm.engine.delegate.DelegateExecution;
import org.camunda.bpm.engine.delegate.JavaDelegate;
import org.minori.segments.Segments;
import org.springframework.stereotype.Component;

/** Step "remove from a segment": changes one place on a fixed list. */
@Component
class RemoveFromSegmentDelegate implements JavaDelegate {

    private final ScenarioSteps steps;
    private final Segments segments;

    RemoveFromSegmentDelegate(ScenarioSteps steps, Segments segments) {
        this.steps = steps;
        this.segments = segments;
    }

    @Override
    public void execute(DelegateExecution execution) {
        var step = steps.of(execution);
        segments.remove(step.parameter("segment"), step.contact());
    }
}
