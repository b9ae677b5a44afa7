package org.minori.sales;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.minori.MinoriTest;
import org.minori.contacts.ContactDetails;
import org.minori.contacts.ContactDirectory;
import org.minori.contacts.ContactDirectory.Lifecycle;
import org.minori.contacts.ContactErased;
import org.minori.contacts.ContactId;
import org.minori.contacts.ContactMerge;
import org.minori.contacts.LeadOwner;
import org.minori.contacts.MergeUndo;
import org.minori.contacts.Stage;
import org.minori.tracking.ActivityLog;
import org.minori.web.Conflict;
import org.minori.web.InvalidInput;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.test.context.event.ApplicationEvents;
import org.springframework.test.context.event.RecordApplicationEvents;

@MinoriTest
@RecordApplicationEvents
class SalesHandoffTests {

    private static final Reason TOO_EARLY = new Reason(Reason.Code.TOO_EARLY, null);

    @Autowired
    SalesHandoff handoff;

    @Autowired
    SalesTasks tasks;

    @Autowired
    TaskBoard board;

    @Autowired
    LateTellings late;

    @Autowired
    OneOwnerCheck oneOwner;

    @Autowired
    ContactDirectory contacts;

    @Autowired
    ContactMerge merge;

    @Autowired
    MergeUndo undo;

    @Autowired
    ActivityLog activities;

    @Autowired
    ApplicationEventPublisher publisher;

    @Autowired
    ApplicationEvents events;

    @Autowired
    JdbcClient jdbc;

    private final ContactIds ids = new ContactIds();

    private class ContactIds {
        ContactId next() {
            return contacts.upsert(new ContactDetails(
                            UUID.randomUUID() + "@example.jp",
                            null,
                            null,
                            null,
                            null,
                            null,
                            null,
                            null,
                            null,
                            null,
                            null,
                            null,
                            null,
                            null,
                            null))
                    .id();
        }
    }

    private SalesTaskId handOver(ContactId contact, String once) {
        return handoff.handOver(new HandoverRequest(
                once, contact, "run:1", "資料請求フォロー", null, Duration.ofHours(8), null, "料金ページを3回見ました"));
    }

    private List<SalesOutcome> told(String once) {
        return events.stream(LeadDecided.class)
                .filter(event -> event.once().equals(once))
                .map(LeadDecided::outcome)
                .toList();
    }

    private SalesTask.Status status(SalesTaskId task) {
        return board.get(task).task().status();
    }

    private String touchpoints(ContactId contact) {
        return activities.timeline(contact, null, 100).items().toString();
    }

    @Test
    void theWayFromMarketingToSalesAndBackWithItsReason() {
        var contact = ids.next();
        var once = "once-" + contact;

        var task = handOver(contact, once);
        assertThat(contacts.lifecycle(contact)).isEqualTo(new Lifecycle(Stage.MQL, LeadOwner.SALES));
        tasks.accept(task);
        assertThat(contacts.lifecycle(contact)).isEqualTo(new Lifecycle(Stage.SQL, LeadOwner.SALES));
        tasks.lost(task, TOO_EARLY);

        assertThat(contacts.lifecycle(contact)).isEqualTo(new Lifecycle(Stage.MQL, LeadOwner.MARKETING));
        assertThat(told(once)).containsExactly(SalesOutcome.ACCEPTED, SalesOutcome.LOST);
        assertThat(touchpoints(contact)).contains("handedOver", "salesAccepted", "salesLost", "時期尚早", "stageChanged");
        assertThat(events.stream(StageChanged.class)
                        .filter(event -> event.contact().equals(contact))
                        .map(StageChanged::to))
                .containsExactly(Stage.MQL, Stage.SQL, Stage.MQL);
    }

    @Test
    void theSameWordTwiceIsTheSameTask() {
        var contact = ids.next();

        assertThat(handOver(contact, "same-" + contact)).isEqualTo(handOver(contact, "same-" + contact));
        assertThat(count(contact)).isEqualTo(1);
        assertThat(touchpoints(contact).split("handedOver", -1)).hasSize(2);
    }

    private long count(ContactId contact) {
        return jdbc.sql("SELECT COUNT(*) FROM sales_task WHERE contact_id = ?")
                .param(contact.value())
                .query(Long.class)
                .single();
    }

    @Test
    void aSecondScenarioJoinsTheLivingTaskAndHearsOfItToo() {
        var contact = ids.next();

        var task = handOver(contact, "first-" + contact);
        assertThat(handOver(contact, "second-" + contact)).isEqualTo(task);
        tasks.giveBack(task, TOO_EARLY);

        assertThat(told("first-" + contact)).containsExactly(SalesOutcome.RETURNED);
        assertThat(told("second-" + contact)).containsExactly(SalesOutcome.RETURNED);
        assertThat(count(contact)).isEqualTo(1);
    }

    @Test
    void whoJoinsATaskThatWasAcceptedAlreadyHearsOfItLater() {
        var contact = ids.next();
        var task = handOver(contact, "early-" + contact);
        tasks.accept(task);

        handOver(contact, "late-" + contact);
        assertThat(told("late-" + contact)).isEmpty();
        backdate();
        late.tellLate();
        late.tellLate();

        assertThat(told("late-" + contact)).containsExactly(SalesOutcome.ACCEPTED);
        assertThat(told("early-" + contact)).containsExactly(SalesOutcome.ACCEPTED);
    }

    private void backdate() {
        jdbc.sql("UPDATE sales_handover SET created_at = '2026-01-01 00:00:00' WHERE late = TRUE")
                .update();
    }

    @Test
    void aNonTargetIsNotHandedOverAndItsScenarioHearsThatItCameBack() {
        var contact = ids.next();
        handoff.changeStage(contact, Stage.NON_TARGET);

        var task = handOver(contact, "non-" + contact);
        backdate();
        late.tellLate();

        assertThat(contacts.lifecycle(contact)).isEqualTo(new Lifecycle(Stage.NON_TARGET, LeadOwner.NONE));
        assertThat(status(task)).isEqualTo(SalesTask.Status.RETURNED);
        assertThat(told("non-" + contact)).containsExactly(SalesOutcome.RETURNED);
    }

    @Test
    void wonMakesACustomerWhoStaysOneWhateverBecomesOfTheNextDeal() {
        var contact = ids.next();
        var first = handOver(contact, "first-" + contact);
        tasks.accept(first);
        tasks.won(first, null);
        assertThat(contacts.lifecycle(contact)).isEqualTo(new Lifecycle(Stage.CUSTOMER, LeadOwner.SALES));

        var second = handOver(contact, "second-" + contact);
        tasks.lost(second, TOO_EARLY);

        assertThat(second).isNotEqualTo(first);
        assertThat(contacts.lifecycle(contact)).isEqualTo(new Lifecycle(Stage.CUSTOMER, LeadOwner.SALES));
    }

    @Test
    void aClosedTaskIsNotDecidedAgainAndTheSameWordTwiceChangesNothing() {
        var contact = ids.next();
        var task = handOver(contact, "closed-" + contact);
        tasks.giveBack(task, TOO_EARLY);
        tasks.giveBack(task, TOO_EARLY);

        assertThatThrownBy(() -> tasks.accept(task)).isInstanceOf(Conflict.class);
        assertThatThrownBy(() -> tasks.won(task, null)).isInstanceOf(Conflict.class);
        assertThat(contacts.lifecycle(contact)).isEqualTo(new Lifecycle(Stage.MQL, LeadOwner.MARKETING));
        assertThat(told("closed-" + contact)).containsExactly(SalesOutcome.RETURNED);
    }

    @Test
    void givingBackAndLosingNeedAReason() {
        var task = handOver(ids.next(), "reason-" + UUID.randomUUID());

        assertThatThrownBy(() -> tasks.giveBack(task, null)).isInstanceOf(InvalidInput.class);
        assertThatThrownBy(() -> tasks.lost(task, new Reason(Reason.Code.OTHER, " ")))
                .isInstanceOf(InvalidInput.class);
        assertThat(status(task)).isEqualTo(SalesTask.Status.OPEN);
    }

    @Test
    void aStageThatBelongsToMarketingTakesTheLeadBackAndOneOfSalesDecidesTheTask() {
        var back = ids.next();
        var backTask = handOver(back, "back-" + back);
        handoff.changeStage(back, Stage.MQL);
        assertThat(status(backTask)).isEqualTo(SalesTask.Status.OPEN);
        handoff.changeStage(back, Stage.LEAD);
        assertThat(status(backTask)).isEqualTo(SalesTask.Status.RETURNED);
        assertThat(contacts.lifecycle(back)).isEqualTo(new Lifecycle(Stage.LEAD, LeadOwner.MARKETING));

        var bought = ids.next();
        var boughtTask = handOver(bought, "bought-" + bought);
        handoff.changeStage(bought, Stage.SQL);
        assertThat(status(boughtTask)).isEqualTo(SalesTask.Status.ACCEPTED);
        handoff.changeStage(bought, Stage.CUSTOMER);
        assertThat(status(boughtTask)).isEqualTo(SalesTask.Status.WON);
        assertThat(told("bought-" + bought)).containsExactly(SalesOutcome.ACCEPTED, SalesOutcome.WON);
    }

    @Test
    void theCheckFindsALeadThatNobodyAnswersFor() {
        var contact = ids.next();
        assertThat(oneOwner.check().holds()).isTrue();

        contacts.move(contact, Stage.MQL, LeadOwner.SALES);
        assertThat(oneOwner.check().examples()).containsExactly("/contacts/" + contact);
        contacts.move(contact, Stage.MQL, LeadOwner.MARKETING);

        assertThat(oneOwner.check().holds()).isTrue();
    }

    @Test
    void ofTwoTasksOfOnePersonTheAcceptedOneGoesOnForWhoeverAsked() {
        var winner = ids.next();
        var loser = ids.next();
        var open = handOver(winner, "open-" + winner);
        var accepted = handOver(loser, "accepted-" + loser);
        tasks.accept(accepted);

        merge.merge(winner, loser, Set.of());
        backdate();
        late.tellLate();
        tasks.lost(accepted, TOO_EARLY);

        assertThat(status(open)).isEqualTo(SalesTask.Status.RETURNED);
        assertThat(told("open-" + winner)).containsExactly(SalesOutcome.ACCEPTED, SalesOutcome.LOST);
        assertThat(count(winner)).isEqualTo(2);
        assertThat(contacts.lifecycle(winner)).isEqualTo(new Lifecycle(Stage.MQL, LeadOwner.MARKETING));
        assertThat(oneOwner.check().holds()).isTrue();
    }

    @Test
    void theTaskOfTheLoserIsTheWinnersWithItsOwner() {
        var winner = ids.next();
        var loser = ids.next();
        var task = handOver(loser, "moved-" + loser);

        merge.merge(winner, loser, Set.of());

        assertThat(board.get(task).task().contact()).isEqualTo(winner);
        assertThat(contacts.lifecycle(winner)).isEqualTo(new Lifecycle(Stage.MQL, LeadOwner.SALES));
        assertThat(oneOwner.check().holds()).isTrue();
        undo.undo(jdbc.sql("SELECT id FROM contact_merge WHERE loser_id = ?")
                .param(loser.value())
                .query(Long.class)
                .single());
        assertThat(board.get(task).task().contact()).isEqualTo(loser);
        assertThat(contacts.lifecycle(winner)).isEqualTo(new Lifecycle(Stage.LEAD, LeadOwner.MARKETING));
        assertThat(contacts.lifecycle(loser)).isEqualTo(new Lifecycle(Stage.MQL, LeadOwner.SALES));
        assertThat(oneOwner.check().holds()).isTrue();
        tasks.lost(task, TOO_EARLY);
    }

    @Test
    void anErasedContactLeavesNoTask() {
        var contact = ids.next();
        handOver(contact, "erased-" + contact);

        publisher.publishEvent(new ContactErased(contact));

        assertThat(count(contact)).isZero();
        contacts.move(contact, Stage.MQL, LeadOwner.MARKETING);
    }

    @Test
    void twentyWhoPullAtOneLeadLeaveItWithOneOwnerAndEachTaskWithOneOutcome() throws Exception {
        var contact = ids.next();
        var pool = Executors.newFixedThreadPool(20);
        for (int round = 0; round < 5; round++) {
            var once = "pull-" + round + "-" + contact;
            var task = handOver(contact, once);
            var words = new ArrayList<Callable<@Nullable Void>>();
            for (int i = 0; i < 20; i++) {
                int turn = i;
                words.add(() -> {
                    say(turn, contact, task, once);
                    return null;
                });
            }
            for (Future<?> said : pool.invokeAll(words)) {
                refusedAtMost(said);
            }

            assertThat(oneOwner.check().violations()).isZero();
            assertThat(closings(task)).isLessThanOrEqualTo(1);
            handoff.changeStage(contact, Stage.CUSTOMER);
            handoff.changeStage(contact, Stage.LEAD);
            assertThat(closings(task)).isEqualTo(1);
            assertThat(oneOwner.check().violations()).isZero();
        }
        pool.shutdown();
    }

    private void say(int turn, ContactId contact, SalesTaskId task, String once) {
        switch (turn % 7) {
            case 0 -> tasks.accept(task);
            case 1 -> tasks.giveBack(task, TOO_EARLY);
            case 2 -> tasks.lost(task, TOO_EARLY);
            case 3 -> tasks.won(task, null);
            case 4 -> handoff.changeStage(contact, Stage.values()[turn % Stage.values().length]);
            case 5 -> handoff.changeStage(contact, Stage.LEAD);
            default -> handOver(contact, once);
        }
    }

    private static void refusedAtMost(Future<?> said) throws InterruptedException {
        try {
            said.get();
        } catch (ExecutionException e) {
            assertThat(e.getCause()).isInstanceOf(Conflict.class);
        }
    }

    private long closings(SalesTaskId task) {
        return jdbc.sql("SELECT COUNT(*) FROM sales_task WHERE id = ? AND status IN ('RETURNED', 'WON', 'LOST')")
                .param(task.value())
                .query(Long.class)
                .single();
    }
}
