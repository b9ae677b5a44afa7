package org.minori.sales;

import java.time.Clock;
import java.time.Duration;
import java.util.HashMap;
import org.jspecify.annotations.Nullable;
import org.minori.contacts.ContactErased;
import org.minori.contacts.ContactId;
import org.minori.contacts.ContactsMerged;
import org.minori.contacts.ContactsParted;
import org.minori.contacts.LeadOwner;
import org.minori.contacts.MovedRows;
import org.minori.contacts.Stage;
import org.minori.storage.TimeOrderedIds;
import org.minori.tracking.TouchpointType;
import org.springframework.context.event.EventListener;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/** Handing a lead over and taking it back, so that exactly one side answers for it at any time. */
@Service
@Transactional
public class SalesHandoff {

    private static final int LONGEST_MESSAGE = 1_000;

    private final MovedRows moved;
    private final Leads leads;
    private final SalesTaskTable tasks;
    private final Decisions decisions;
    private final Assignment assignment;
    private final SalesNotices notices;
    private final SalesSettings settings;
    private final Clock clock;

    SalesHandoff(
            MovedRows moved,
            Leads leads,
            SalesTaskTable tasks,
            Decisions decisions,
            Assignment assignment,
            SalesNotices notices,
            SalesSettings settings,
            Clock clock) {
        this.moved = moved;
        this.leads = leads;
        this.tasks = tasks;
        this.decisions = decisions;
        this.assignment = assignment;
        this.notices = notices;
        this.settings = settings;
        this.clock = clock;
    }

    /**
     * Makes the task and moves the lead to sales; the same task for the same word. A lead that sales works on already gets
     * no second task: the request joins the one that lives and hears what becomes of it. A non-target is not handed over:
     * its request hears that it was returned.
     */
    public SalesTaskId handOver(HandoverRequest request) {
        var lead = leads.hold(request.contact());
        var asked = tasks.asked(request.once());
        if (asked.isPresent()) {
            return asked.get();
        }
        var living = tasks.living(request.contact());
        if (living.isPresent()) {
            var task = living.get();
            boolean late = task.status() == SalesTask.Status.ACCEPTED;
            tasks.insertRequest(request, task.id(), late, clock.instant());
            return task.id();
        }
        var task = newTask(request, lead);
        tasks.insert(task, task.createdAt().plus(remindAfter(request)));
        boolean refused = !task.status().isLiving();
        tasks.insertRequest(request, task.id(), refused, task.createdAt());
        if (!refused) {
            moveToSales(lead, task);
            notices.handedOver(task.id(), task.contact(), task.assignee());
        }
        return task.id();
    }

    /**
     * Who handed the lead over waits for no answer any more. That takes nothing from sales: the lead stays theirs, and the
     * task, open or accepted, lives on until sales decides; it only tells that nothing goes on behind it.
     */
    public void ended(ContactId contact, String sender) {
        tasks.ended(contact, sender, clock.instant());
    }

    private SalesTask newTask(HandoverRequest request, Lead lead) {
        var now = clock.instant();
        boolean refused = lead.stage() == Stage.NON_TARGET;
        return new SalesTask(
                new SalesTaskId(TimeOrderedIds.next()),
                request.contact(),
                shortened(request.scenario(), 200),
                shortened(request.team(), 100),
                refused ? null : assignment.choose(lead, request.team()).orElse(null),
                refused ? SalesTask.Status.RETURNED : SalesTask.Status.OPEN,
                shortened(request.message(), LONGEST_MESSAGE),
                lead.stage(),
                now,
                now.plus(acceptWithin(request)),
                null,
                refused ? now : null,
                null,
                refused ? new Reason(Reason.Code.NON_TARGET, null) : null,
                null,
                null);
    }

    private void moveToSales(Lead lead, SalesTask task) {
        var properties = new HashMap<String, @Nullable String>();
        properties.put("scenario", task.scenario());
        properties.put("message", task.message());
        leads.move(
                lead,
                lead.stage() == Stage.LEAD ? Stage.MQL : lead.stage(),
                LeadOwner.SALES,
                leads.touchpoint(lead.contact(), TouchpointType.HANDED_OVER, null, properties));
    }

    private Duration acceptWithin(HandoverRequest request) {
        return request.acceptWithin() == null ? settings.acceptWithin() : request.acceptWithin();
    }

    /** Half of the time, when nobody says. */
    private Duration remindAfter(HandoverRequest request) {
        return request.remindAfter() == null ? acceptWithin(request).dividedBy(2) : request.remindAfter();
    }

    /**
     * Moves a lead in its life, with the owner that the stage asks for; the stage that it has already changes nothing. A
     * living task is decided by it: marketing's stages and non-target take the lead back, SQL accepts it, customer wins it.
     */
    public void changeStage(ContactId contact, Stage stage) {
        var lead = leads.hold(contact);
        if (lead.stage() == stage) {
            return;
        }
        var living = tasks.living(contact);
        if (living.isPresent()) {
            decisions.byStage(lead, living.get(), stage);
        } else {
            leads.move(lead, stage, Lead.ownerOf(stage), null);
        }
    }

    /** Of two tasks that live the one goes on that sales has accepted, else the older; who asked for the other hears of this one. */
    @EventListener
    void merge(ContactsMerged event) {
        var one = tasks.living(event.winner());
        var other = tasks.living(event.loser());
        if (one.isPresent() && other.isPresent()) {
            boolean winners = goesOn(one.get(), other.get());
            var kept = winners ? one.get() : other.get();
            tasks.join(winners ? other.get() : one.get(), kept, clock.instant());
        }
        moved.move(event, "sales_task", "id");
        moved.move(event, "sales_handover", "once_key");
        tasks.follow(event.winner(), event.loser());
    }

    /** A task that was decided meanwhile leaves its lead with marketing. */
    @EventListener
    void part(ContactsParted event) {
        moved.back(event, "sales_task", "id");
        moved.back(event, "sales_handover", "once_key");
        tasks.follow(event.loser(), event.winner());
        for (var contact : new ContactId[] {event.loser(), event.winner()}) {
            var lead = leads.hold(contact);
            if (lead.owner() == LeadOwner.SALES
                    && lead.stage() == Stage.MQL
                    && tasks.living(contact).isEmpty()) {
                leads.move(lead, Stage.MQL, LeadOwner.MARKETING, null);
            }
        }
    }

    private static boolean goesOn(SalesTask one, SalesTask other) {
        return one.status() == other.status()
                ? one.id().value() < other.id().value()
                : one.status() == SalesTask.Status.ACCEPTED;
    }

    @EventListener
    void forget(ContactErased event) {
        tasks.forget(event.contact());
    }

    private static @Nullable String shortened(@Nullable String text, int longest) {
        return text == null || text.length() <= longest ? text : text.substring(0, longest);
    }
}
