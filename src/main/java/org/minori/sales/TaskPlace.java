package org.minori.sales;

import java.time.Instant;
import org.jspecify.annotations.Nullable;
import org.minori.web.InvalidInput;

/** Where a page of the task list ends: what was due then, and the id. */
record TaskPlace(Instant due, long id) {

    static @Nullable TaskPlace of(@Nullable String cursor) {
        if (cursor == null || cursor.isEmpty()) {
            return null;
        }
        var parts = cursor.split("-", 2);
        try {
            return new TaskPlace(Instant.ofEpochMilli(Long.parseLong(parts[0])), Long.parseLong(parts[1]));
        } catch (NumberFormatException | ArrayIndexOutOfBoundsException notOurs) {
            throw new InvalidInput("after", "sales.afterInvalid");
        }
    }

    static String cursor(SalesTask task) {
        return task.dueAt().toEpochMilli() + "-" + task.id();
    }
}
