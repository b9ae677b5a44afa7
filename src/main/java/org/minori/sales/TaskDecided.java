package org.minori.sales;

import org.minori.web.Conflict;

/** What is asked of a task contradicts what was said of it before. */
public class TaskDecided extends Conflict {

    TaskDecided(SalesTask.Status status) {
        super("sales.conflict." + status.name());
    }

    TaskDecided(String acceptedBy) {
        super("sales.conflict.acceptedBy", acceptedBy);
    }
}
