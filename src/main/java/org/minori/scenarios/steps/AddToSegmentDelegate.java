package org.minori.scenarios.steps;

import org.camunda.bpm.engine.delegate.DelegateExecution;
import org.camunda.bpm.engine.delegate.JavaDelegate;
import org.minori.segments.Segments;
import org.springframework.stereotype.Component;

/** Step "add to a segment": changes one place on a fixed list. */
@Component
class AddToSegmentDelegate implements JavaDelegate {

    private final ScenarioSteps steps;
    private final Segments segments;

    AddToSegmentDelegate(ScenarioSteps steps, Segments segments) {
        this.steps = steps;
        this.segments = segments;
    }

    @Override
    public void execute(DelegateExecution execution) {
        var step = steps.of(execution);
        segments.add(step.parameter("segment"), step.contact());
    }
}
