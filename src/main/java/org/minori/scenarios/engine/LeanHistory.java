package org.minori.scenarios.engine;

import java.util.Set;
import org.camunda.bpm.engine.impl.history.HistoryLevel;
import org.camunda.bpm.engine.impl.history.event.HistoryEventType;
import org.camunda.bpm.engine.impl.history.event.HistoryEventTypes;
import org.jspecify.annotations.Nullable;

/**
 * What the engine itself remembers: when runs start, end and move, user tasks, incidents. The way of a contact is our own
 * log, which costs a third and outlives the engine's clean-up. The id is stored in the database and must never change.
 */
final class LeanHistory implements HistoryLevel {

    static final String NAME = "minori";

    private static final int ID = 4_711;

    private static final Set<String> KEPT = Set.of(
            HistoryEventTypes.PROCESS_INSTANCE_START.getEventName()
                    + HistoryEventTypes.PROCESS_INSTANCE_START.getEntityType(),
            HistoryEventTypes.PROCESS_INSTANCE_END.getEventName()
                    + HistoryEventTypes.PROCESS_INSTANCE_END.getEntityType(),
            HistoryEventTypes.PROCESS_INSTANCE_MIGRATE.getEventName()
                    + HistoryEventTypes.PROCESS_INSTANCE_MIGRATE.getEntityType());

    private static final Set<String> KEPT_ENTITIES = Set.of(
            HistoryEventTypes.TASK_INSTANCE_CREATE.getEntityType(), HistoryEventTypes.INCIDENT_CREATE.getEntityType());

    @Override
    public int getId() {
        return ID;
    }

    @Override
    public String getName() {
        return NAME;
    }

    @Override
    public boolean isHistoryEventProduced(HistoryEventType type, @Nullable Object entity) {
        return KEPT_ENTITIES.contains(type.getEntityType())
                || KEPT.contains(type.getEventName() + type.getEntityType());
    }
}
