package org.minori.scenarios.engine;

import org.camunda.bpm.engine.impl.context.Context;
import org.camunda.bpm.engine.impl.incident.DefaultIncidentHandler;
import org.camunda.bpm.engine.impl.incident.IncidentContext;
import org.camunda.bpm.engine.impl.persistence.entity.JobEntity;
import org.camunda.bpm.engine.runtime.Incident;

/**
 * The engine's own incidents of failed jobs, without the question for one after each job that never failed: it was a tenth of
 * the work of a timer.
 */
final class FailedJobIncidents extends DefaultIncidentHandler {

    FailedJobIncidents() {
        super(Incident.FAILED_JOB_HANDLER_TYPE);
    }

    @Override
    protected void removeIncident(IncidentContext context, boolean resolved) {
        var job = Context.getCommandContext()
                .getDbEntityManager()
                .getCachedEntity(JobEntity.class, context.getConfiguration());
        // An incident opens when the last retry is used up or taken away, and closes before a job gets new ones.
        boolean mayHaveOne = job == null || job.getRetries() <= 0 || job.getExceptionMessage() != null;
        if (mayHaveOne) {
            super.removeIncident(context, resolved);
        }
    }
}
