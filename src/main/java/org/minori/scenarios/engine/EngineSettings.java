package org.minori.scenarios.engine;

import java.time.Duration;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * How hard this node works on scenarios.
 *
 * @param batchJobs whether due timers run many to a transaction; false is the engine's own job executor, to measure against
 * @param jobThreads how many transactions of timers run at once
 * @param jobsPerCommand how many timers share a transaction
 * @param jobLock after how long another node may take over the timers of a node that died
 * @param enrolmentThreads how many transactions of enrolments run at once
 * @param historyDays how long the engine keeps its own record of a run that ended
 */
@ConfigurationProperties("minori.scenarios")
public record EngineSettings(
        @DefaultValue("true") boolean batchJobs,
        @DefaultValue("2") int jobThreads,
        @DefaultValue("50") int jobsPerCommand,
        @DefaultValue("60s") Duration jobLock,
        @DefaultValue("2") int enrolmentThreads,
        @DefaultValue("90") int historyDays) {}
