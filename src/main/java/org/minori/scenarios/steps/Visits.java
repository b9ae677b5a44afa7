package org.minori.scenarios.steps;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.camunda.bpm.engine.impl.bpmn.behavior.EventBasedGatewayActivityBehavior;
import org.camunda.bpm.engine.impl.bpmn.behavior.ExclusiveGatewayActivityBehavior;
import org.camunda.bpm.engine.impl.persistence.entity.ExecutionEntity;
import org.camunda.bpm.engine.impl.pvm.PvmTransition;
import org.camunda.bpm.engine.impl.pvm.process.ActivityImpl;
import org.camunda.bpm.engine.impl.pvm.process.ActivityStartBehavior;
import org.camunda.bpm.engine.impl.pvm.process.ProcessDefinitionImpl;
import org.camunda.bpm.engine.impl.pvm.process.ScopeImpl;
import org.springframework.stereotype.Component;

/** Knows which elements of a model a run can pass more than once: only there must visits be counted, which costs a variable. */
@Component
class Visits {

    private final Map<String, Set<String>> repeatable = new ConcurrentHashMap<>();

    boolean mayRepeat(ExecutionEntity execution, String element) {
        return repeatable
                .computeIfAbsent(execution.getProcessDefinitionId(), id -> find(execution.getProcessDefinition()))
                .contains(element);
    }

    private static Set<String> find(ProcessDefinitionImpl definition) {
        var activities = new ArrayList<ActivityImpl>();
        collect(definition, activities);
        var found = new HashSet<String>();
        boolean sideBySide = activities.stream().anyMatch(Visits::splits);
        for (var activity : activities) {
            if (sideBySide || reachesItself(activity)) {
                found.add(activity.getId());
            }
        }
        return found;
    }

    private static void collect(ScopeImpl scope, List<ActivityImpl> activities) {
        for (var activity : scope.getActivities()) {
            activities.add(activity);
            collect(activity, activities);
        }
    }

    /** After a split, or beside an event that does not interrupt, several tokens may come along the same way. */
    private static boolean splits(ActivityImpl activity) {
        var behavior = activity.getActivityBehavior();
        boolean chooses = behavior instanceof ExclusiveGatewayActivityBehavior
                || behavior instanceof EventBasedGatewayActivityBehavior;
        boolean besides = activity.getEventScope() != null
                && activity.getActivityStartBehavior() == ActivityStartBehavior.CONCURRENT_IN_FLOW_SCOPE;
        return activity.getOutgoingTransitions().size() > 1 && !chooses || besides;
    }

    private static boolean reachesItself(ActivityImpl start) {
        var seen = new HashSet<String>();
        var ahead = new ArrayDeque<ActivityImpl>(next(start));
        while (!ahead.isEmpty()) {
            var activity = ahead.pop();
            if (activity.getId().equals(start.getId())) {
                return true;
            }
            if (seen.add(activity.getId())) {
                ahead.addAll(next(activity));
            }
        }
        return false;
    }

    private static List<ActivityImpl> next(ActivityImpl activity) {
        var next = new ArrayList<ActivityImpl>();
        for (PvmTransition transition : activity.getOutgoingTransitions()) {
            next.add((ActivityImpl) transition.getDestination());
        }
        for (var other : activity.getFlowScope().getActivities()) {
            if (activity.equals(other.getEventScope())) {
                next.add(other);
            }
        }
        return next;
    }
}
