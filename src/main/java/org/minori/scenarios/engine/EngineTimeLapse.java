package org.minori.scenarios.engine;

import java.time.Instant;
import java.time.LocalDateTime;
import java.util.Date;
import java.util.List;
import org.camunda.bpm.engine.ProcessEngine;
import org.camunda.bpm.engine.impl.cfg.ProcessEngineConfigurationImpl;
import org.camunda.bpm.engine.impl.cmd.ExecuteJobsCmd;
import org.camunda.bpm.engine.impl.jobexecutor.JobFailureCollector;
import org.camunda.bpm.engine.impl.util.ClockUtil;
import org.jspecify.annotations.Nullable;
import org.minori.storage.Utc;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.boot.autoconfigure.condition.ConditionalOnProperty;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** Moves the engine's time and lets its timers fire by hand: only in the process of a simulation, whose engine has no executor. */
@Component
@ConditionalOnProperty("minori.simulation")
public class EngineTimeLapse {

    private static final Logger LOG = LoggerFactory.getLogger(EngineTimeLapse.class);
    private static final int TOGETHER = 50;
    private static final String WAITING =
            " FROM ACT_RU_JOB WHERE RETRIES_ > 0 AND SUSPENSION_STATE_ = 1 AND HANDLER_TYPE_ LIKE 'timer-%'";

    private final ProcessEngine engine;
    private final JdbcClient jdbc;

    EngineTimeLapse(ProcessEngine engine, JdbcClient jdbc) {
        this.engine = engine;
        this.jdbc = jdbc;
    }

    public void moveTo(Instant now) {
        ClockUtil.setCurrentTime(Date.from(now));
    }

    /** When the next timer is due; null when there is none. */
    public @Nullable Instant next() {
        return jdbc.sql("SELECT MIN(DUEDATE_)" + WAITING)
                .query((row, number) -> Utc.toInstantNullable(row.getObject(1, LocalDateTime.class)))
                .list()
                .get(0);
    }

    /** Lets fire what is due, in the order of due dates; says how many timers there were. */
    public int fire(Instant now) {
        int fired = 0;
        List<Due> due;
        do {
            due = jdbc.sql("SELECT ID_, PROCESS_INSTANCE_ID_" + WAITING
                            + " AND DUEDATE_ <= :now ORDER BY DUEDATE_, ID_ LIMIT " + TOGETHER)
                    .param("now", Utc.of(now))
                    .query((row, number) -> new Due(row.getString(1), row.getString(2)))
                    .list();
            if (!due.isEmpty()) {
                fire(due);
            }
            fired += due.size();
        } while (due.size() == TOGETHER);
        return fired;
    }

    private record Due(String job, String instance) {}

    private void fire(List<Due> due) {
        var configuration = (ProcessEngineConfigurationImpl) engine.getProcessEngineConfiguration();
        try {
            configuration.getCommandExecutorTxRequired().execute(command -> {
                EngineBatch.preload(command, due.stream().map(Due::instance).toList());
                due.forEach(one -> new ExecuteJobsCmd(one.job(), new JobFailureCollector(one.job())).execute(command));
                return null;
            });
        } catch (RuntimeException failure) {
            LOG.info("{} timers fire one by one, since together they failed: {}", due.size(), failure.toString());
            due.forEach(one -> alone(one.job()));
        }
    }

    /** One that fails stays where it is: time is too dear here for trying again. */
    private void alone(String job) {
        try {
            engine.getManagementService().executeJob(job);
        } catch (RuntimeException failure) {
            LOG.warn("A timer fails in the simulation", failure);
            engine.getManagementService().setJobRetries(job, 0);
        }
    }
}
