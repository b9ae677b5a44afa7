package org.minori.sales;

import java.math.BigDecimal;
import java.time.Instant;
import org.jspecify.annotations.Nullable;
import org.minori.administration.UserId;
import org.minori.contacts.ContactId;
import org.minori.contacts.Stage;

/**
 * A lead that sales has to answer for, as the task list knows it.
 *
 * @param senderEndedAt when the last of those that handed it over stopped waiting for an answer; null while one waits or has heard
 */
public record SalesTask(
        SalesTaskId id,
        ContactId contact,
        @Nullable String scenario,
        @Nullable String team,
        @Nullable UserId assignee,
        Status status,
        @Nullable String message,
        Stage stageBefore,
        Instant createdAt,
        Instant dueAt,
        @Nullable Instant acceptedAt,
        @Nullable Instant closedAt,
        @Nullable UserId decidedBy,
        @Nullable Reason reason,
        @Nullable BigDecimal amount,
        @Nullable Instant senderEndedAt) {

    /** What has become of it. */
    public enum Status {
        OPEN,
        ACCEPTED,
        RETURNED,
        WON,
        LOST;

        /** Whether somebody still works on it. */
        public boolean isLiving() {
            return this == OPEN || this == ACCEPTED;
        }

        static Status of(SalesOutcome outcome) {
            return valueOf(outcome.name());
        }
    }

    /** Whether nobody accepted it in time. */
    public boolean isOverdue(Instant now) {
        return status == Status.OPEN && dueAt.isBefore(now);
    }
}
