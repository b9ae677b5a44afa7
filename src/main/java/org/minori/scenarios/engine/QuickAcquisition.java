package org.minori.scenarios.engine;

import java.sql.Timestamp;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import javax.sql.DataSource;
import org.camunda.bpm.engine.impl.Page;
import org.camunda.bpm.engine.impl.interceptor.Command;
import org.camunda.bpm.engine.impl.interceptor.CommandContext;
import org.camunda.bpm.engine.impl.jobexecutor.AcquiredJobs;
import org.camunda.bpm.engine.impl.jobexecutor.JobExecutor;
import org.camunda.bpm.engine.impl.persistence.entity.AcquirableJobEntity;
import org.camunda.bpm.engine.impl.util.ClockUtil;
import org.springframework.jdbc.core.namedparam.NamedParameterJdbcTemplate;

/**
 * Finds due timers by the engine's own query and locks them with one statement; the engine would write each by itself, which
 * cost as much as all that a timer then does to its execution. A timer that anybody changed meanwhile has another revision
 * and is left alone, as the engine does it.
 */
final class QuickAcquisition implements Command<AcquiredJobs> {

    private static final String LOCK = """
            UPDATE ACT_RU_JOB SET REV_ = REV_ + 1, LOCK_OWNER_ = :owner, LOCK_EXP_TIME_ = :until
            WHERE ID_ IN (:ids) AND (ID_, REV_) IN (:revisions)
            """;
    private static final String LOCKED =
            "SELECT ID_ FROM ACT_RU_JOB WHERE ID_ IN (:ids) AND LOCK_OWNER_ = :owner AND LOCK_EXP_TIME_ = :until";

    private final JobExecutor executor;
    private final NamedParameterJdbcTemplate jdbc;
    private final HeldTimers held;
    private final int most;

    QuickAcquisition(JobExecutor executor, DataSource dataSource, HeldTimers held, int most) {
        this.held = held;
        this.executor = executor;
        this.jdbc = new NamedParameterJdbcTemplate(dataSource);
        this.most = most;
    }

    @Override
    public AcquiredJobs execute(CommandContext context) {
        var acquired = new AcquiredJobs(most);
        var due = free(context.getJobManager().findNextJobsToExecute(new Page(0, most)));
        if (due.isEmpty()) {
            return acquired;
        }
        var locked = lock(due);
        // Timers of one run follow each other, and the one that was due first comes first.
        Map<String, List<String>> exclusive = new LinkedHashMap<>();
        for (var job : due) {
            if (locked.contains(job.getId())) {
                var together = job.isExclusive() && job.getProcessInstanceId() != null
                        ? job.getProcessInstanceId()
                        : "job " + job.getId();
                exclusive.computeIfAbsent(together, key -> new ArrayList<>()).add(job.getId());
            }
        }
        exclusive.values().forEach(acquired::addJobIdBatch);
        return acquired;
    }

    private List<AcquirableJobEntity> free(List<AcquirableJobEntity> found) {
        var free = new HashSet<>(
                held.free(found.stream().map(AcquirableJobEntity::getId).toList()));
        return found.stream().filter(job -> free.contains(job.getId())).toList();
    }

    private Set<String> lock(List<AcquirableJobEntity> due) {
        var ids = due.stream().map(AcquirableJobEntity::getId).toList();
        // Whole seconds, since that is what the column holds.
        var until =
                Timestamp.from(Instant.ofEpochMilli(ClockUtil.getCurrentTime().getTime())
                        .plusMillis(executor.getLockTimeInMillis())
                        .truncatedTo(ChronoUnit.SECONDS));
        Map<String, Object> parameters = Map.of(
                "ids",
                ids,
                "revisions",
                due.stream()
                        .map(job -> new Object[] {job.getId(), job.getRevision()})
                        .toList(),
                "owner",
                executor.getLockOwner(),
                "until",
                until);
        return jdbc.update(LOCK, parameters) == ids.size()
                ? new HashSet<>(ids)
                : new HashSet<>(jdbc.queryForList(LOCKED, parameters, String.class));
    }
}
