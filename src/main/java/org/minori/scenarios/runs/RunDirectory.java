package org.minori.scenarios.runs;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import org.camunda.bpm.engine.delegate.DelegateExecution;
import org.minori.contacts.ContactId;
import org.minori.scenarios.authoring.CompiledScenarios;
import org.minori.scenarios.engine.OrderedIds;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Service;

/** Knows whose run an execution belongs to, without a query on the hot path. */
@Service
public class RunDirectory {

    private final JdbcClient jdbc;
    private final CompiledScenarios scenarios;
    private final Cache<String, Integer> versions =
            Caffeine.newBuilder().maximumSize(5_000).build();

    RunDirectory(JdbcClient jdbc, CompiledScenarios scenarios) {
        this.jdbc = jdbc;
        this.scenarios = scenarios;
    }

    /** The run that the execution belongs to. */
    public Run of(DelegateExecution execution) {
        var definition = execution.getProcessDefinitionId();
        return new Run(
                OrderedIds.enrolmentOf(execution.getProcessInstanceId()),
                ContactId.of(execution.getProcessBusinessKey()),
                version(definition),
                scenarios.ofDefinition(definition));
    }

    private int version(String definition) {
        var known = versions.getIfPresent(definition);
        if (known == null) {
            known = jdbc.sql("SELECT version FROM scenario_version WHERE process_definition_id = :id")
                    .param("id", definition)
                    .query(Integer.class)
                    .single();
            versions.put(definition, known);
        }
        return known;
    }
}
