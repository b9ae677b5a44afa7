package org.minori.sales;

import java.math.BigDecimal;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.LocalDateTime;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.minori.administration.UserId;
import org.minori.contacts.ContactId;
import org.minori.contacts.Stage;
import org.minori.storage.BatchedRows;
import org.minori.storage.Utc;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** The rows of tasks and of the requests that led to them. */
@Component
class SalesTaskTable {

    static final String SELECT =
            "SELECT id, contact_id, scenario, team, assignee, status, message, stage_before, created_at,"
                    + " due_at, accepted_at, closed_at, decided_by, reason_code, reason, amount,"
                    + " (SELECT MAX(h.ended_at) FROM sales_handover h WHERE h.task_id = sales_task.id HAVING COUNT(*) = COUNT(h.ended_at))"
                    + " AS sender_ended_at FROM sales_task";
    private static final String ENDED = "UPDATE sales_handover SET ended_at = ?"
            + " WHERE contact_id = ? AND sender = ? AND told IS NULL AND ended_at IS NULL";

    private final JdbcClient jdbc;
    private final BatchedRows rows;

    SalesTaskTable(JdbcClient jdbc, BatchedRows rows) {
        this.jdbc = jdbc;
        this.rows = rows;
    }

    Optional<SalesTask> find(SalesTaskId id) {
        return jdbc.sql(SELECT + " WHERE id = ?")
                .param(id.value())
                .query(SalesTaskTable::task)
                .optional();
    }

    /** The task that somebody still works on. */
    Optional<SalesTask> living(ContactId contact) {
        return jdbc.sql(SELECT + " WHERE living_contact = ?")
                .param(contact.value())
                .query(SalesTaskTable::task)
                .optional();
    }

    Optional<SalesTaskId> asked(String once) {
        return jdbc.sql("SELECT task_id FROM sales_handover WHERE once_key = ?")
                .param(once)
                .query(Long.class)
                .optional()
                .map(SalesTaskId::new);
    }

    void insert(SalesTask task, Instant remindAt) {
        jdbc.sql("INSERT INTO sales_task (id, contact_id, living_contact, scenario, team, assignee, status, message,"
                        + " stage_before, created_at, remind_at, due_at, closed_at, reason_code, reason)"
                        + " VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)")
                .params(
                        task.id().value(),
                        task.contact().value(),
                        task.status().isLiving() ? task.contact().value() : null,
                        task.scenario(),
                        task.team(),
                        value(task.assignee()),
                        task.status().name(),
                        task.message(),
                        task.stageBefore().name(),
                        Utc.of(task.createdAt()),
                        Utc.of(remindAt),
                        Utc.of(task.dueAt()),
                        Utc.ofNullable(task.closedAt()),
                        task.reason() == null ? null : task.reason().code().name(),
                        task.reason() == null ? null : task.reason().detail())
                .update();
    }

    void insertRequest(HandoverRequest request, SalesTaskId task, boolean late, Instant now) {
        jdbc.sql("INSERT INTO sales_handover (once_key, task_id, contact_id, sender, late, created_at)"
                        + " VALUES (?, ?, ?, ?, ?, ?)")
                .params(request.once(), task.value(), request.contact().value(), request.sender(), late, Utc.of(now))
                .update();
    }

    /** Those of the sender that have heard no answer; before the commit, many at once. */
    void ended(ContactId contact, String sender, Instant now) {
        rows.add(ENDED, Utc.of(now), contact.value(), sender);
    }

    void accepted(SalesTaskId id, @Nullable UserId by, Instant now) {
        jdbc.sql(
                        "UPDATE sales_task SET status = 'ACCEPTED', accepted_at = ?, assignee = COALESCE(?, assignee), decided_by = ?"
                                + " WHERE id = ?")
                .params(Utc.of(now), value(by), value(by), id.value())
                .update();
    }

    void closed(
            SalesTaskId id,
            SalesTask.Status status,
            @Nullable Reason reason,
            @Nullable BigDecimal amount,
            @Nullable UserId by,
            Instant now) {
        jdbc.sql(
                        "UPDATE sales_task SET status = ?, living_contact = NULL, closed_at = ?, decided_by = ?, reason_code = ?,"
                                + " reason = ?, amount = ? WHERE id = ?")
                .params(
                        status.name(),
                        Utc.of(now),
                        value(by),
                        reason == null ? null : reason.code().name(),
                        reason == null ? null : reason.detail(),
                        amount,
                        id.value())
                .update();
    }

    /** The words of all requests that led to the task, which from now on have heard the outcome. */
    List<String> told(SalesTaskId id, SalesOutcome outcome) {
        jdbc.sql("UPDATE sales_handover SET told = ?, late = FALSE WHERE task_id = ?")
                .params(outcome.name(), id.value())
                .update();
        return jdbc.sql("SELECT once_key FROM sales_handover WHERE task_id = ? ORDER BY created_at, once_key")
                .param(id.value())
                .query(String.class)
                .list();
    }

    /** Who was given the last task of the team. */
    Optional<UserId> lastAssignee(@Nullable String team) {
        return jdbc.sql("SELECT assignee FROM sales_task WHERE assignee IS NOT NULL AND COALESCE(team, '') = ?"
                        + " ORDER BY id DESC LIMIT 1")
                .param(team == null ? "" : team)
                .query(Long.class)
                .optional()
                .map(UserId::new);
    }

    /** Closes a task of a person for whom another one goes on; its requests that heard no answer wait for that one. */
    void join(SalesTask task, SalesTask other, Instant now) {
        jdbc.sql("UPDATE sales_handover SET task_id = ?, late = ? WHERE task_id = ? AND told IS NULL")
                .params(
                        other.id().value(),
                        other.status() == SalesTask.Status.ACCEPTED,
                        task.id().value())
                .update();
        closed(task.id(), SalesTask.Status.RETURNED, new Reason(Reason.Code.OTHER, "重複の統合"), null, null, now);
    }

    /** What tells that a task lives follows the task to another contact. */
    void follow(ContactId to, ContactId from) {
        jdbc.sql("UPDATE sales_task SET living_contact = ? WHERE contact_id = ? AND living_contact = ?")
                .params(to.value(), to.value(), from.value())
                .update();
    }

    void forget(ContactId contact) {
        jdbc.sql("DELETE FROM sales_handover WHERE contact_id = ?")
                .param(contact.value())
                .update();
        jdbc.sql("DELETE FROM sales_task WHERE contact_id = ?")
                .param(contact.value())
                .update();
    }

    private static @Nullable Long value(@Nullable UserId user) {
        return user == null ? null : user.value();
    }

    static SalesTask task(ResultSet row, int number) throws SQLException {
        var reasonCode = row.getString("reason_code");
        return new SalesTask(
                new SalesTaskId(row.getLong("id")),
                new ContactId(row.getLong("contact_id")),
                row.getString("scenario"),
                row.getString("team"),
                user(row, "assignee"),
                SalesTask.Status.valueOf(row.getString("status")),
                row.getString("message"),
                Stage.valueOf(row.getString("stage_before")),
                Utc.toInstant(row.getObject("created_at", LocalDateTime.class)),
                Utc.toInstant(row.getObject("due_at", LocalDateTime.class)),
                Utc.toInstantNullable(row.getObject("accepted_at", LocalDateTime.class)),
                Utc.toInstantNullable(row.getObject("closed_at", LocalDateTime.class)),
                user(row, "decided_by"),
                reasonCode == null ? null : new Reason(Reason.Code.valueOf(reasonCode), row.getString("reason")),
                row.getBigDecimal("amount"),
                Utc.toInstantNullable(row.getObject("sender_ended_at", LocalDateTime.class)));
    }

    private static @Nullable UserId user(ResultSet row, String column) throws SQLException {
        long id = row.getLong(column);
        return row.wasNull() ? null : new UserId(id);
    }
}
