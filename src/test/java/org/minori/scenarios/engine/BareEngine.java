package org.minori.scenarios.engine;

import com.zaxxer.hikari.HikariConfig;
import com.zaxxer.hikari.HikariDataSource;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicLong;
import java.util.regex.Pattern;
import org.camunda.bpm.engine.ProcessEngine;
import org.camunda.bpm.engine.delegate.DelegateExecution;
import org.camunda.bpm.engine.delegate.ExecutionListener;
import org.camunda.bpm.engine.delegate.JavaDelegate;
import org.camunda.bpm.engine.impl.bpmn.parser.BpmnParseListener;
import org.camunda.bpm.engine.impl.cfg.ProcessEngineConfigurationImpl;
import org.camunda.bpm.engine.spring.SpringTransactionsProcessEngineConfiguration;
import org.minori.storage.MySqlUrl;
import org.springframework.beans.factory.support.StaticListableBeanFactory;
import org.springframework.jdbc.datasource.DataSourceTransactionManager;

/**
 * The engine with our settings on an empty database of its own, and a model of ours whose steps do nothing: what the
 * engine alone can do.
 */
public final class BareEngine implements AutoCloseable {

    private static final Pattern NAMES = Pattern.compile("\\$\\{([A-Za-z]+(?:Delegate|Listener))}");

    private final HikariDataSource database;
    private final ProcessEngine engine;
    private final String definition;
    private final AtomicLong contacts = new AtomicLong(1_000_000_000_000L);

    public BareEngine(String url, String username, String password, String executableXml) {
        var pool = new HikariConfig();
        pool.setJdbcUrl(url.startsWith("jdbc:mysql:") ? MySqlUrl.complete(url) : url);
        pool.setUsername(username);
        pool.setPassword(password);
        pool.setTransactionIsolation("TRANSACTION_READ_COMMITTED");
        database = new HikariDataSource(pool);
        engine = configuration(executableXml).buildProcessEngine();
        definition = new EngineDeployments(engine.getRepositoryService()).deploy("bare", 1, executableXml);
    }

    private SpringTransactionsProcessEngineConfiguration configuration(String executableXml) {
        var settings = new EngineSettings(true, 2, 50, Duration.ofSeconds(60), 2, 90);
        var configuration = new SpringTransactionsProcessEngineConfiguration();
        configuration.setProcessEngineName("bare");
        configuration.setDataSource(database);
        configuration.setTransactionManager(new DataSourceTransactionManager(database));
        configuration.setDatabaseSchemaUpdate("true");
        configuration.setJobExecutorActivate(false);
        configuration.setIdGenerator(new OrderedIds());
        configuration.setProcessEnginePlugins(new ArrayList<>(List.of(new EngineConfiguration()
                .scenarioEngine(
                        settings,
                        new ScenarioNames(emptySteps(executableXml)),
                        database,
                        new StaticListableBeanFactory().getBeanProvider(BpmnParseListener.class)))));
        return configuration;
    }

    private static StaticListableBeanFactory emptySteps(String executableXml) {
        var steps = new StaticListableBeanFactory();
        NAMES.matcher(executableXml)
                .results()
                .map(found -> found.group(1))
                .distinct()
                .forEach(name -> {
                    steps.addBean(name, name.endsWith("Delegate") ? new EmptyStep() : new EmptyListener());
                });
        return steps;
    }

    /** Starts so many in one command and one transaction. */
    public void start(int count) {
        var configuration = (ProcessEngineConfigurationImpl) engine.getProcessEngineConfiguration();
        configuration.getCommandExecutorTxRequired().execute(command -> {
            for (int i = 0; i < count; i++) {
                engine.getRuntimeService()
                        .startProcessInstanceById(definition, Long.toString(contacts.incrementAndGet()));
            }
            return null;
        });
    }

    public long running() {
        return engine.getRuntimeService().createProcessInstanceQuery().count();
    }

    @Override
    public void close() {
        engine.close();
        database.close();
    }

    private static final class EmptyStep implements JavaDelegate {

        @Override
        public void execute(DelegateExecution execution) {
            // Does nothing, that is its use.
        }
    }

    private static final class EmptyListener implements ExecutionListener {

        @Override
        public void notify(DelegateExecution execution) {
            // Does nothing, that is its use.
        }
    }
}
