package org.minori.scenarios.steps;

import org.camunda.bpm.engine.delegate.DelegateExecution;
import org.camunda.bpm.engine.delegate.JavaDelegate;
import org.minori.segments.Segments;
import org.springframework.stereotype.Component;

/** Step "in this segment?": keeps the answer for the conditions that follow. */
@Component
class CheckSegmentDelegate implements JavaDelegate {

    private final ScenarioSteps steps;
    private final Segments segments;

    CheckSegmentDelegate(ScenarioSteps steps, Segments segments) {
        this.steps = steps;
        this.segments = segments;
    }

    @Override
    public void execute(DelegateExecution execution) {
        var step = steps.of(execution);
        step.result(
                step.parameter("result", "inSegment"), segments.contains(step.parameter("segment"), step.contact()));
    }
}
