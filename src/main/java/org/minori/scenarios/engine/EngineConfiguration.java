package org.minori.scenarios.engine;

import java.util.ArrayList;
import java.util.List;
import javax.sql.DataSource;
import org.camunda.bpm.engine.ProcessEngine;
import org.camunda.bpm.engine.impl.bpmn.parser.BpmnParseListener;
import org.camunda.bpm.engine.impl.cfg.AbstractProcessEnginePlugin;
import org.camunda.bpm.engine.impl.cfg.ProcessEngineConfigurationImpl;
import org.camunda.bpm.engine.impl.cfg.ProcessEnginePlugin;
import org.camunda.bpm.engine.impl.jobexecutor.JobExecutor;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.boot.autoconfigure.condition.ConditionalOnProperty;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.Ordered;
import org.springframework.core.annotation.Order;

/** The settings of the process engine that were measured to matter (ARCHITECTURE.md), and its locks. */
@Configuration(proxyBeanMethods = false)
class EngineConfiguration {

    private static final int MOST_RESULTS = 2_000;

    @Bean
    @Order(Ordered.LOWEST_PRECEDENCE)
    ProcessEnginePlugin scenarioEngine(
            EngineSettings settings,
            ScenarioNames names,
            DataSource dataSource,
            ObjectProvider<BpmnParseListener> parseListeners) {
        return new ScenarioEngine(settings, names, dataSource, parseListeners);
    }

    @Bean
    @ConditionalOnProperty(name = "camunda.bpm.job-execution.enabled", havingValue = "true", matchIfMissing = true)
    @ConditionalOnProperty(name = "minori.scenarios.batch-jobs", havingValue = "true", matchIfMissing = true)
    JobExecutor jobExecutor(EngineSettings settings, DataSource dataSource) {
        return new BatchJobExecutor(settings, dataSource, new PausedTimers(dataSource));
    }

    private static final class ScenarioEngine extends AbstractProcessEnginePlugin {

        private final EngineSettings settings;
        private final ScenarioNames names;
        private final DataSource dataSource;
        private final ObjectProvider<BpmnParseListener> parseListeners;

        ScenarioEngine(
                EngineSettings settings,
                ScenarioNames names,
                DataSource dataSource,
                ObjectProvider<BpmnParseListener> parseListeners) {
            this.settings = settings;
            this.names = names;
            this.dataSource = dataSource;
            this.parseListeners = parseListeners;
        }

        @Override
        public void preInit(ProcessEngineConfigurationImpl engine) {
            EngineLocks.lock(engine, names);
            keepHistory(engine);
            runJobs(engine);
            engine.setQueryMaxResultsLimit(MOST_RESULTS);
            engine.setMetricsEnabled(true);
            engine.setDbMetricsReporterActivate(false);
            engine.setTaskMetricsEnabled(false);
            engine.setAuthorizationEnabled(false);
            engine.setTenantCheckEnabled(false);
            engine.setDmnEnabled(false);
            // No decision table gets here; the other FEEL would load a Scala library at every start for nothing.
            engine.setDmnFeelEnableLegacyBehavior(true);
            engine.setEnablePasswordPolicy(true);
            var listeners = new ArrayList<BpmnParseListener>(List.of(new DeploymentGate()));
            listeners.addAll(parseListeners.orderedStream().toList());
            engine.setCustomPreBPMNParseListeners(listeners);
        }

        private void keepHistory(ProcessEngineConfigurationImpl engine) {
            engine.setCustomHistoryLevels(new ArrayList<>(List.of(new LeanHistory())));
            engine.setHistory(LeanHistory.NAME);
            engine.setHistoryEventHandler(new RunHistory(dataSource));
            engine.setHistoryRemovalTimeStrategy(
                    org.camunda.bpm.engine.ProcessEngineConfiguration.HISTORY_REMOVAL_TIME_STRATEGY_START);
            engine.setHistoryTimeToLive("P" + settings.historyDays() + "D");
            engine.setHistoryCleanupBatchWindowStartTime("01:00");
            engine.setHistoryCleanupBatchWindowEndTime("05:00");
            engine.setHistoryCleanupBatchSize(500);
        }

        private void runJobs(ProcessEngineConfigurationImpl engine) {
            engine.setBusinessCalendarManager(QuickDurations.calendars());
            engine.setEnsureJobDueDateNotNull(true);
            engine.setJobExecutorAcquireByDueDate(true);
            engine.setFailedJobRetryTimeCycle("PT1M,PT5M,PT30M,PT2H,PT8H");
            engine.setCreateIncidentOnFailedJobEnabled(true);
            engine.setCustomIncidentHandlers(new ArrayList<>(List.of(new FailedJobIncidents())));
        }

        @Override
        public void postProcessEngineBuild(ProcessEngine engine) {
            new EngineSchema(dataSource).complete();
        }
    }
}
