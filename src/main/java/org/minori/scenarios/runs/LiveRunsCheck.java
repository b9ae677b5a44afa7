package org.minori.scenarios.runs;

import java.util.List;
import org.minori.scenarios.engine.OrderedIds;
import org.minori.web.InvariantCheck;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** A run that we call running is a process instance, and a process instance is a run that we call running. */
@Component
class LiveRunsCheck implements InvariantCheck {

    private static final int EXAMPLES = 5;

    private static final String RUNS_WITHOUT_INSTANCE = """
             FROM enrolment e LEFT JOIN ACT_RU_EXECUTION x ON x.ID_ = e.process_instance_id
            WHERE e.status = 'RUNNING' AND x.ID_ IS NULL
            """;
    private static final String INSTANCES = """
            SELECT x.ID_ FROM ACT_RU_EXECUTION x WHERE x.PARENT_ID_ IS NULL AND x.ID_ > :after ORDER BY x.ID_ LIMIT 5000
            """;

    private final JdbcClient jdbc;

    LiveRunsCheck(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    private record Example(String scenario, long id) {}

    @Override
    public int order() {
        return 50;
    }

    @Override
    public String messageKey() {
        return "scenarios.check.liveRuns";
    }

    @Override
    public Finding check() {
        long lost = jdbc.sql("SELECT COUNT(*)" + RUNS_WITHOUT_INSTANCE)
                .query(Long.class)
                .single();
        var examples = jdbc
                .sql("SELECT e.scenario_key, e.id" + RUNS_WITHOUT_INSTANCE + " ORDER BY e.id LIMIT " + EXAMPLES)
                .query((row, number) -> new Example(row.getString(1), row.getLong(2)))
                .list()
                .stream()
                .map(run -> "/scenarios/" + run.scenario() + "/runs/" + run.id())
                .toList();
        return new Finding(lost + strays(), examples);
    }

    /** Instances whose enrolment is not running; their ids are the enrolments' own, in other digits. */
    private long strays() {
        long strays = 0;
        var after = "";
        while (true) {
            var instances = jdbc.sql(INSTANCES)
                    .param("after", after)
                    .query(String.class)
                    .list();
            if (instances.isEmpty()) {
                return strays;
            }
            strays += instances.size() - running(instances);
            after = instances.get(instances.size() - 1);
        }
    }

    private long running(List<String> instances) {
        return jdbc.sql("SELECT COUNT(*) FROM enrolment WHERE id IN (:ids) AND status = 'RUNNING'")
                .param("ids", instances.stream().map(OrderedIds::enrolmentOf).toList())
                .query(Long.class)
                .single();
    }
}
