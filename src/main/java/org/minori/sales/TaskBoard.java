package org.minori.sales;

import java.time.Clock;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.minori.administration.User;
import org.minori.administration.UserAccounts;
import org.minori.administration.UserId;
import org.minori.contacts.ContactCard;
import org.minori.contacts.ContactDirectory;
import org.minori.contacts.ContactId;
import org.minori.scoring.LeadScores;
import org.minori.storage.Utc;
import org.minori.tracking.ActivityLog;
import org.minori.tracking.SubjectNames;
import org.minori.tracking.Touchpoint;
import org.minori.tracking.TouchpointType;
import org.minori.web.PageOf;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/** The task list as people see it: with who the lead is and why he is ripe now. */
@Service
@Transactional(readOnly = true)
public class TaskBoard {

    private static final int REACTIONS = 3;
    private static final List<String> LIVELY = List.of(
            TouchpointType.EMAIL_CLICKED,
            TouchpointType.EMAIL_OPENED,
            TouchpointType.PAGE_VIEWED,
            TouchpointType.FORM_SUBMITTED,
            "documentRequested",
            "seminarAttended");

    private final JdbcClient jdbc;
    private final SalesTaskTable tasks;
    private final ContactDirectory contacts;
    private final LeadScores scores;
    private final ActivityLog activities;
    private final ObjectProvider<SubjectNames> subjects;
    private final UserAccounts users;
    private final Clock clock;

    TaskBoard(
            JdbcClient jdbc,
            SalesTaskTable tasks,
            ContactDirectory contacts,
            LeadScores scores,
            ActivityLog activities,
            ObjectProvider<SubjectNames> subjects,
            UserAccounts users,
            Clock clock) {
        this.jdbc = jdbc;
        this.tasks = tasks;
        this.contacts = contacts;
        this.scores = scores;
        this.activities = activities;
        this.subjects = subjects;
        this.users = users;
        this.clock = clock;
    }

    /** Which tasks a list shows. */
    public enum Show {
        MINE,
        TEAM,
        OVERDUE,
        CLOSED
    }

    /** A task with its lead, his score and what he did last. */
    public record Entry(
            SalesTask task,
            ContactCard contact,
            @Nullable String assigneeName,
            int score,
            List<Reaction> reactions,
            boolean overdue) {}

    /**
     * Why the lead is ripe: something it did.
     *
     * @param subject what it was about, by its name
     */
    public record Reaction(Touchpoint touchpoint, @Nullable String subject) {}

    /** A page of tasks: the living ones by what is due first, the closed ones newest first. */
    public PageOf<Entry> page(Show show, @Nullable UserId me, @Nullable String after, int limit) {
        var where = new ArrayList<String>();
        var arguments = new ArrayList<Object>();
        switch (show) {
            case MINE -> {
                // What nobody has taken yet is everybody's: a lead that no list shows is the lead that is lost.
                where.add("(status IN ('OPEN', 'ACCEPTED') AND assignee = ? OR status = 'OPEN' AND assignee IS NULL)");
                arguments.add(me == null ? -1L : me.value());
            }
            case TEAM -> where.add("status IN ('OPEN', 'ACCEPTED')");
            case OVERDUE -> {
                where.add("status = 'OPEN' AND due_at < ?");
                arguments.add(Utc.of(clock.instant()));
            }
            case CLOSED -> where.add("status IN ('RETURNED', 'WON', 'LOST')");
        }
        boolean closed = show == Show.CLOSED;
        var place = TaskPlace.of(after);
        if (place != null) {
            where.add(closed ? "id < ?" : "(due_at > ? OR (due_at = ? AND id > ?))");
            if (!closed) {
                arguments.add(Utc.of(place.due()));
                arguments.add(Utc.of(place.due()));
            }
            arguments.add(place.id());
        }
        arguments.add(limit + 1);
        var found = jdbc.sql(SalesTaskTable.SELECT + " WHERE " + String.join(" AND ", where) + " ORDER BY "
                        + (closed ? "id DESC" : "due_at, id") + " LIMIT ?")
                .params(arguments)
                .query(SalesTaskTable::task)
                .list();
        var page = PageOf.of(found, limit, TaskPlace::cursor);
        return new PageOf<>(entries(page.items(), true), page.next());
    }

    /** All tasks, newest first. */
    public PageOf<Entry> all(
            SalesTask.@Nullable Status status, @Nullable ContactId contact, @Nullable SalesTaskId after, int limit) {
        var where = new ArrayList<String>(List.of("1 = 1"));
        var arguments = new ArrayList<Object>();
        if (status != null) {
            where.add("status = ?");
            arguments.add(status.name());
        }
        if (contact != null) {
            where.add("contact_id = ?");
            arguments.add(contact.value());
        }
        if (after != null) {
            where.add("id < ?");
            arguments.add(after.value());
        }
        arguments.add(limit + 1);
        var found = jdbc.sql(
                        SalesTaskTable.SELECT + " WHERE " + String.join(" AND ", where) + " ORDER BY id DESC LIMIT ?")
                .params(arguments)
                .query(SalesTaskTable::task)
                .list();
        var page = PageOf.of(found, limit, task -> task.id().toString());
        return new PageOf<>(entries(page.items(), false), page.next());
    }

    /** One task; SalesTaskNotFound where there is none. */
    public Entry get(SalesTaskId id) {
        var task = tasks.find(id).orElseThrow(() -> new SalesTaskNotFound(id));
        return entries(List.of(task), true).stream().findFirst().orElseThrow(() -> new SalesTaskNotFound(id));
    }

    /** How many living tasks somebody has, and how many of them wait to be accepted. */
    public Map<SalesTask.Status, Long> counts(UserId me) {
        var counts = new HashMap<SalesTask.Status, Long>();
        jdbc.sql(
                        "SELECT status, COUNT(*) AS tasks FROM sales_task WHERE assignee = ? AND status IN ('OPEN', 'ACCEPTED')"
                                + " GROUP BY status")
                .param(me.value())
                .query((row, number) ->
                        counts.put(SalesTask.Status.valueOf(row.getString("status")), row.getLong("tasks")))
                .list();
        return counts;
    }

    private List<Entry> entries(List<SalesTask> found, boolean withReactions) {
        var ids = found.stream().map(SalesTask::contact).distinct().toList();
        var cards = contacts.cards(ids);
        var points = scores.of(ids);
        var names = names(found);
        var now = clock.instant();
        var entries = new ArrayList<Entry>();
        for (var task : found) {
            var card = cards.get(task.contact());
            if (card != null) {
                entries.add(new Entry(
                        task,
                        card,
                        names.get(task.assignee()),
                        points.getOrDefault(task.contact(), Map.of()).getOrDefault(LeadScores.OVERALL, 0),
                        withReactions
                                ? activities.timeline(task.contact(), LIVELY, null, REACTIONS).items().stream()
                                        .map(recorded -> reaction(recorded.touchpoint()))
                                        .toList()
                                : List.of(),
                        task.isOverdue(now)));
            }
        }
        return entries;
    }

    private Reaction reaction(Touchpoint touchpoint) {
        var subject = touchpoint.subject();
        return new Reaction(
                touchpoint, subject == null ? null : SubjectNames.of(subjects.stream(), touchpoint.type(), subject));
    }

    private Map<UserId, String> names(List<SalesTask> found) {
        var names = new HashMap<UserId, String>();
        found.stream()
                .map(SalesTask::assignee)
                .filter(Objects::nonNull)
                .distinct()
                .forEach(id -> users.find(id).map(User::name).ifPresent(name -> names.put(id, name)));
        return names;
    }
}
