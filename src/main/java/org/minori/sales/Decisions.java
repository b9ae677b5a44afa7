package org.minori.sales;

import java.math.BigDecimal;
import java.time.Clock;
import java.util.HashMap;
import org.jspecify.annotations.Nullable;
import org.minori.administration.User;
import org.minori.administration.UserAccounts;
import org.minori.administration.UserId;
import org.minori.contacts.LeadOwner;
import org.minori.contacts.Stage;
import org.minori.tracking.TouchpointType;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.stereotype.Component;

/** What becomes of a task, decided while its lead is held: the task, the lead, the timeline and whoever waits for it change together. */
@Component
class Decisions {

    private final SalesTaskTable tasks;
    private final Leads leads;
    private final UserAccounts users;
    private final ApplicationEventPublisher events;
    private final Clock clock;

    Decisions(SalesTaskTable tasks, Leads leads, UserAccounts users, ApplicationEventPublisher events, Clock clock) {
        this.tasks = tasks;
        this.leads = leads;
        this.users = users;
        this.events = events;
        this.clock = clock;
    }

    /** Sales says it. Saying it twice changes nothing; saying another thing of what is closed is a conflict. */
    void bySales(
            Lead lead, SalesTask task, SalesOutcome outcome, @Nullable Reason reason, @Nullable BigDecimal amount) {
        var status = SalesTask.Status.of(outcome);
        var by = users.current().map(User::id).orElse(null);
        if (task.status() == status) {
            refuseAnotherTaker(task, by);
            return;
        }
        if (!task.status().isLiving()) {
            throw new TaskDecided(task.status());
        }
        var stage = lead.stageAfter(outcome);
        decide(lead, task, outcome, reason, amount, stage, Lead.ownerOf(stage), by);
    }

    /** A lead that another has accepted is his; for all others to accept it again is not the same word twice. */
    private void refuseAnotherTaker(SalesTask task, @Nullable UserId by) {
        if (task.status() == SalesTask.Status.ACCEPTED && by != null && !by.equals(task.assignee())) {
            throw new TaskDecided(name(task.assignee()));
        }
    }

    private String name(@Nullable UserId user) {
        return user == null ? "?" : users.find(user).map(User::name).orElse("?");
    }

    /** The lead goes to another stage while sales works on it. */
    void byStage(Lead lead, SalesTask task, Stage stage) {
        var outcome = switch (stage) {
            case LEAD, MQL, NON_TARGET -> SalesOutcome.RETURNED;
            case SQL -> SalesOutcome.ACCEPTED;
            case CUSTOMER -> SalesOutcome.WON;
        };
        var by = users.current().map(User::id).orElse(null);
        if (SalesTask.Status.of(outcome) == task.status()) {
            leads.move(lead, stage, Lead.ownerOf(stage), null);
            return;
        }
        var reason = outcome == SalesOutcome.RETURNED
                ? new Reason(stage == Stage.NON_TARGET ? Reason.Code.NON_TARGET : Reason.Code.WITHDRAWN, null)
                : null;
        decide(lead, task, outcome, reason, null, stage, Lead.ownerOf(stage), by);
    }

    private void decide(
            Lead lead,
            SalesTask task,
            SalesOutcome outcome,
            @Nullable Reason reason,
            @Nullable BigDecimal amount,
            Stage stage,
            LeadOwner owner,
            @Nullable UserId by) {
        var now = clock.instant();
        if (outcome == SalesOutcome.ACCEPTED) {
            tasks.accepted(task.id(), by, now);
            if (by != null) {
                leads.assign(lead, by);
            }
        } else {
            tasks.closed(task.id(), SalesTask.Status.of(outcome), reason, amount, by, now);
        }
        var properties = new HashMap<String, @Nullable String>();
        properties.put("scenario", task.scenario());
        properties.put("reason", reason == null ? null : reason.words());
        properties.put("amount", amount == null ? null : amount.toPlainString());
        leads.move(lead, stage, owner, leads.touchpoint(lead.contact(), type(outcome), null, properties));
        for (var once : tasks.told(task.id(), outcome)) {
            events.publishEvent(new LeadDecided(task.id(), once, lead.contact(), outcome));
        }
    }

    private static String type(SalesOutcome outcome) {
        return switch (outcome) {
            case ACCEPTED -> TouchpointType.SALES_ACCEPTED;
            case RETURNED -> TouchpointType.SALES_RETURNED;
            case WON -> TouchpointType.SALES_WON;
            case LOST -> TouchpointType.SALES_LOST;
        };
    }
}
