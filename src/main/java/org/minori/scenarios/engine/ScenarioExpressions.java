package org.minori.scenarios.engine;

import java.beans.FeatureDescriptor;
import java.lang.reflect.Method;
import java.util.Collections;
import java.util.Iterator;
import org.camunda.bpm.engine.delegate.VariableScope;
import org.camunda.bpm.engine.impl.el.JuelExpressionManager;
import org.camunda.bpm.impl.juel.jakarta.el.ELContext;
import org.camunda.bpm.impl.juel.jakarta.el.ELResolver;
import org.jspecify.annotations.Nullable;

/**
 * Expressions in models reach the names of {@link ScenarioNames} and nothing else: no bean of the application, no
 * property or method of any object, no variable, no function.
 */
final class ScenarioExpressions extends JuelExpressionManager {

    private final ScenarioNames names;

    ScenarioExpressions(ScenarioNames names) {
        this.names = names;
    }

    @Override
    public void addFunction(String name, Method function) {
        // The engine offers functions such as the current user's groups: no model of ours needs one.
    }

    @Override
    protected ELResolver createElResolver() {
        return new NamesOnly(names);
    }

    private record Asked(ElementValues values, VariableScope scope) {}

    private static final class NamesOnly extends ELResolver {

        private final ScenarioNames names;

        NamesOnly(ScenarioNames names) {
            this.names = names;
        }

        @Override
        public @Nullable Object getValue(ELContext context, @Nullable Object base, Object property) {
            if (base == null && property instanceof String name) {
                var found = names.find(name);
                if (found != null) {
                    context.setPropertyResolved(true);
                    return found instanceof ElementValues values
                                    && context.getContext(VariableScope.class) instanceof VariableScope scope
                            ? new Asked(values, scope)
                            : found;
                }
            }
            if (base instanceof Asked asked && property instanceof String element) {
                context.setPropertyResolved(true);
                return asked.values().of(asked.scope(), element);
            }
            return null;
        }

        @Override
        public Class<?> getType(ELContext context, @Nullable Object base, Object property) {
            return Object.class;
        }

        @Override
        public void setValue(ELContext context, @Nullable Object base, Object property, Object value) {
            throw new UnsupportedOperationException("expressions change nothing");
        }

        @Override
        public boolean isReadOnly(ELContext context, @Nullable Object base, Object property) {
            return true;
        }

        @Override
        public Iterator<FeatureDescriptor> getFeatureDescriptors(ELContext context, @Nullable Object base) {
            return Collections.emptyIterator();
        }

        @Override
        public Class<?> getCommonPropertyType(ELContext context, @Nullable Object base) {
            return Object.class;
        }
    }
}
