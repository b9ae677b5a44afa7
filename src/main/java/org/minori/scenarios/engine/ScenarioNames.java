package org.minori.scenarios.engine;

import java.util.HashMap;
import java.util.Map;
import org.camunda.bpm.engine.delegate.ExecutionListener;
import org.camunda.bpm.engine.delegate.JavaDelegate;
import org.camunda.bpm.engine.delegate.TaskListener;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.ListableBeanFactory;
import org.springframework.stereotype.Component;

/**
 * The only names that a model can reach: our own delegates, listeners and {@link ElementValues}. Looked up at the first
 * use, since some of them need the engine themselves.
 */
@Component
class ScenarioNames {

    private static final String OURS = "org.minori.scenarios.";

    private final ListableBeanFactory beans;
    private volatile @Nullable Map<String, Object> names;

    ScenarioNames(ListableBeanFactory beans) {
        this.beans = beans;
    }

    @Nullable
    Object find(String name) {
        var known = names;
        if (known == null) {
            known = collect();
            names = known;
        }
        return known.get(name);
    }

    private Map<String, Object> collect() {
        var found = new HashMap<String, Object>();
        found.putAll(beans.getBeansOfType(JavaDelegate.class));
        found.putAll(beans.getBeansOfType(ExecutionListener.class));
        found.putAll(beans.getBeansOfType(TaskListener.class));
        found.putAll(beans.getBeansOfType(ElementValues.class));
        found.values().removeIf(bean -> !bean.getClass().getName().startsWith(OURS));
        return Map.copyOf(found);
    }
}
