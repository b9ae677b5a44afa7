package org.minori.scenarios.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.camunda.bpm.engine.ProcessEngine;
import org.camunda.bpm.engine.impl.cfg.ProcessEngineConfigurationImpl;
import org.junit.jupiter.api.Test;
import org.minori.MinoriTest;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.jdbc.core.JdbcTemplate;

@MinoriTest
class EngineSettingsTests {

    @Autowired
    ProcessEngine engine;

    @Autowired
    JdbcTemplate jdbc;

    @Test
    void keepsTheLeanHistory() {
        var configuration = (ProcessEngineConfigurationImpl) engine.getProcessEngineConfiguration();

        assertThat(configuration.getHistoryLevel().getName()).isEqualTo("minori");
        assertThat(configuration.getIdGenerator().getNextId()).matches("[0-9a-z]{12,13}");
    }

    @Test
    void findsDueTimersByAnIndex() {
        var indexes = jdbc.queryForObject(
                "SELECT COUNT(DISTINCT index_name) FROM information_schema."
                        + (org.minori.support.TestDatabase.isMySql() ? "statistics" : "indexes")
                        + " WHERE UPPER(index_name) = 'MINORI_IDX_JOB_DUEDATE'",
                Integer.class);

        assertThat(indexes).isEqualTo(1);
    }

    /** S-42: 7.24.0 would evaluate the expression. */
    @Test
    void refusesTaskQueriesWithOrParts() {
        var query = engine.getTaskService()
                .createTaskQuery()
                .or()
                .dueAfterExpression("${now()}")
                .endOr();

        assertThatThrownBy(query::list).isInstanceOf(RefusedByEngine.class);
        assertThatThrownBy(query::count).isInstanceOf(RefusedByEngine.class);
    }

    @Test
    void refusesStoredQueries() {
        var filter = engine.getFilterService().newTaskFilter("all");

        assertThatThrownBy(() -> engine.getFilterService().saveFilter(filter)).isInstanceOf(RefusedByEngine.class);
    }
}
