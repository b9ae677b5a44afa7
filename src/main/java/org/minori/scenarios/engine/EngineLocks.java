package org.minori.scenarios.engine;

import java.lang.reflect.Method;
import java.lang.reflect.Proxy;
import java.util.List;
import org.camunda.bpm.engine.ArtifactFactory;
import org.camunda.bpm.engine.impl.TaskQueryImpl;
import org.camunda.bpm.engine.impl.cfg.ProcessEngineConfigurationImpl;
import org.camunda.bpm.engine.impl.cmd.AbstractExecuteFilterCmd;
import org.camunda.bpm.engine.impl.cmd.SaveFilterCmd;
import org.camunda.bpm.engine.impl.interceptor.Command;
import org.camunda.bpm.engine.impl.interceptor.CommandInterceptor;
import org.camunda.bpm.engine.impl.scripting.engine.ScriptEngineResolver;
import org.jspecify.annotations.Nullable;

/**
 * Takes from the engine everything with which a model or a query could run a program. The compiler refuses such models
 * already; this holds when one gets past it.
 */
final class EngineLocks {

    private EngineLocks() {}

    static void lock(ProcessEngineConfigurationImpl engine, ScenarioNames names) {
        engine.setExpressionManager(new ScenarioExpressions(names));
        engine.setScriptEngineResolver(noScripts());
        engine.setArtifactFactory(new NoArtifacts());
        engine.setEnableScriptEngineLoadExternalResources(false);
        engine.setEnableFetchScriptEngineFromProcessApplication(false);
        engine.setEnableExpressionsInAdhocQueries(false);
        engine.setEnableExpressionsInStoredQueries(false);
        engine.setEnableXxeProcessing(false);
        engine.setJavaSerializationFormatEnabled(false);
        engine.setDeserializationTypeValidationEnabled(true);
        engine.setDeserializationAllowedClasses("");
        engine.setDeserializationAllowedPackages("");
        engine.setCmmnEnabled(false);
        engine.setCustomPreCommandInterceptorsTxRequired(List.of(new QueryGuard()));
        engine.setCustomPreCommandInterceptorsTxRequiresNew(List.of(new QueryGuard()));
    }

    /** A proxy, since the interface speaks of the script engines of Java, which nothing of ours may touch. */
    private static ScriptEngineResolver noScripts() {
        return (ScriptEngineResolver) Proxy.newProxyInstance(
                EngineLocks.class.getClassLoader(),
                new Class<?>[] {ScriptEngineResolver.class},
                (Object proxy, Method method, @Nullable Object[] arguments) -> {
                    if (method.getReturnType() == void.class) {
                        return null;
                    }
                    throw new RefusedByEngine("scripts don't run here");
                });
    }

    private static final class NoArtifacts implements ArtifactFactory {

        @Override
        public <T> T getArtifact(Class<T> type) {
            throw new RefusedByEngine("a model can't name a class: " + type.getName());
        }
    }

    /**
     * CVE-2026-109432: 7.24.0 checks only the first part of a task query for expressions and evaluates those in its OR
     * parts. Nothing of ours asks for OR parts or stored filters, so both are refused as a whole.
     */
    private static final class QueryGuard extends CommandInterceptor {

        @Override
        public <T> T execute(Command<T> command) {
            if (command instanceof TaskQueryImpl query && query.getQueries().size() > 1) {
                throw new RefusedByEngine("a task query with OR parts");
            }
            if (command instanceof AbstractExecuteFilterCmd || command instanceof SaveFilterCmd) {
                throw new RefusedByEngine("a stored query");
            }
            return next.execute(command);
        }
    }
}
