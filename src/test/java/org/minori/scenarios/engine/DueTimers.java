package org.minori.scenarios.engine;

import java.util.List;
import javax.sql.DataSource;
import org.camunda.bpm.engine.ProcessEngine;
import org.camunda.bpm.engine.impl.cfg.ProcessEngineConfigurationImpl;
import org.springframework.stereotype.Component;

/** Runs in tests what the job executor would run now, held timers being held. */
@Component
public class DueTimers {

    private static final int MOST = 1_000;

    private final ProcessEngine engine;
    private final DataSource dataSource;

    DueTimers(ProcessEngine engine, DataSource dataSource) {
        this.engine = engine;
        this.dataSource = dataSource;
    }

    /** Lets all timers fire that are due; says how many were taken. */
    public int fire() {
        var configuration = (ProcessEngineConfigurationImpl) engine.getProcessEngineConfiguration();
        var held = new PausedTimers(dataSource);
        var acquired = configuration
                .getCommandExecutorTxRequired()
                .execute(new QuickAcquisition(configuration.getJobExecutor(), dataSource, held, MOST));
        // The executor itself is still in tests, and would only give the jobs back.
        for (List<String> jobs : acquired.getJobIdBatches()) {
            held.free(jobs).forEach(job -> engine.getManagementService().executeJob(job));
        }
        return acquired.size();
    }
}
