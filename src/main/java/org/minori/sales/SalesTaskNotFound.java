package org.minori.sales;

import org.minori.web.NotFound;

/** There is no task with this id, or not any more. */
public class SalesTaskNotFound extends NotFound {

    public SalesTaskNotFound(SalesTaskId task) {
        super("sales.task.notFound", task.toString());
    }
}
