package org.minori.scenarios.engine;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDateTime;
import java.util.List;
import org.camunda.bpm.engine.ProcessEngine;
import org.camunda.bpm.engine.impl.ProcessEngineImpl;
import org.camunda.bpm.engine.management.Metrics;
import org.minori.storage.Utc;
import org.minori.web.VitalSigns;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** Whether runs go on in time: what is due, how late it is, how quickly it is done, and who is stuck. */
@Component
class EngineVitals implements VitalSigns {

    private static final Duration LATE = Duration.ofSeconds(60);
    private static final Duration LASTING = Duration.ofMinutes(2);
    private static final Duration NEW = Duration.ofMinutes(10);
    private static final String DUE = " FROM ACT_RU_JOB WHERE DUEDATE_ <= ? AND RETRIES_ > 0 AND SUSPENSION_STATE_ = 1";
    private static final String COUNT =
            "SELECT COUNT(*) FROM (SELECT 1 AS one" + DUE + " LIMIT " + MOST_COUNTED + ") due";
    private static final String SCENARIOS = "/scenarios";

    private final JdbcClient jdbc;
    private final ProcessEngine engine;
    private final Clock clock;

    EngineVitals(JdbcClient jdbc, ProcessEngine engine, Clock clock) {
        this.jdbc = jdbc;
        this.engine = engine;
        this.clock = clock;
    }

    @Override
    public List<Sign> read() {
        var now = clock.instant();
        var stuck = stuck(now.minus(NEW));
        var fresh = stuck.stream().filter(one -> one.fresh() > 0).toList();
        return List.of(
                new Sign(
                        "runs.oldest",
                        Unit.SECONDS,
                        oldest(now),
                        new Limit(LATE.toSeconds(), LASTING),
                        SCENARIOS,
                        List.of()),
                Sign.of("runs.due", Unit.COUNT, due(now), null),
                Sign.of("runs.late", Unit.COUNT, due(now.minus(LATE)), null),
                Sign.of("runs.executed", Unit.TOTAL, executed(), null),
                new Sign(
                        "runs.stuck.new",
                        Unit.COUNT,
                        fresh.stream().mapToLong(Stuck::fresh).sum(),
                        new Limit(0, Duration.ZERO),
                        SCENARIOS,
                        fresh.stream().map(one -> one.trouble(one.fresh())).toList()),
                new Sign(
                        "runs.stuck",
                        Unit.COUNT,
                        stuck.stream().mapToLong(Stuck::all).sum(),
                        null,
                        SCENARIOS,
                        stuck.stream().map(one -> one.trouble(one.all())).toList()));
    }

    /** Who can't go on in a scenario. */
    private record Stuck(String scenario, String name, long all, long fresh) {

        private Trouble trouble(long count) {
            return new Trouble(scenario, name, count, SCENARIOS + "/" + scenario + "/incidents");
        }
    }

    private List<Stuck> stuck(Instant since) {
        return jdbc.sql("""
                        SELECT s.scenario_key, s.name, COUNT(*), SUM(CASE WHEN i.INCIDENT_TIMESTAMP_ >= ? THEN 1 ELSE 0 END)
                        FROM ACT_RU_INCIDENT i
                        JOIN scenario_version v ON v.process_definition_id = i.PROC_DEF_ID_
                        JOIN scenario s ON s.scenario_key = v.scenario_key
                        GROUP BY s.scenario_key, s.name ORDER BY s.name
                        """).param(Utc.of(since)).query(EngineVitals::stuck).list();
    }

    private static Stuck stuck(ResultSet row, int number) throws SQLException {
        return new Stuck(row.getString(1), row.getString(2), row.getLong(3), row.getLong(4));
    }

    private double oldest(Instant now) {
        return jdbc.sql("SELECT DUEDATE_" + DUE + " ORDER BY DUEDATE_ LIMIT 1")
                .param(Utc.of(now))
                .query((row, number) -> Utc.toInstant(row.getObject(1, LocalDateTime.class)))
                .optional()
                .map(due -> Math.max(0, Duration.between(due, now).toMillis() / 1_000.0))
                .orElse(0.0);
    }

    private long due(Instant until) {
        return jdbc.sql(COUNT).param(Utc.of(until)).query(Long.class).single();
    }

    private long executed() {
        var meter = ((ProcessEngineImpl) engine)
                .getProcessEngineConfiguration()
                .getMetricsRegistry()
                .getDbMeterByName(Metrics.JOB_SUCCESSFUL);
        return meter == null ? 0 : meter.get();
    }
}
