package org.minori.sales;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.UUID;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.minori.MinoriTest;
import org.minori.administration.UserAdministration;
import org.minori.administration.UserId;
import org.minori.contacts.ContactDetails;
import org.minori.contacts.ContactDirectory;
import org.minori.contacts.ContactId;
import org.minori.storage.Utc;
import org.minori.web.Role;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.transaction.support.TransactionTemplate;

/** Who gets a lead, and who hears of it when it waits. */
@MinoriTest
class TaskRemindersTests {

    @Autowired
    SalesHandoff handoff;

    @Autowired
    SalesTasks tasks;

    @Autowired
    TaskBoard board;

    @Autowired
    TaskReminders reminders;

    @Autowired
    ContactDirectory contacts;

    @Autowired
    UserAdministration administration;

    @Autowired
    JdbcClient jdbc;

    @Autowired
    TransactionTemplate transaction;

    @Autowired
    Clock clock;

    private final String team = "team-" + UUID.randomUUID();
    private final List<UserId> sellers = new ArrayList<>();

    @BeforeEach
    void threeWhoSell() {
        for (int i = 0; i < 3; i++) {
            sellers.add(administration.invite(
                    UUID.randomUUID() + "@example.jp", "営業" + i, Set.of(Role.SALES), Locale.JAPANESE));
        }
    }

    @AfterEach
    void theyGoAgain() {
        sellers.forEach(seller -> administration.change(seller, Set.of(Role.SALES), false));
    }

    private ContactId contact() {
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

    private SalesTaskId handOver(ContactId contact, Duration remindAfter, Duration acceptWithin) {
        return handoff.handOver(new HandoverRequest(
                UUID.randomUUID().toString(), contact, null, null, team, acceptWithin, remindAfter, null));
    }

    private UserId assignee(SalesTaskId task) {
        return board.get(task).task().assignee();
    }

    private List<String> notices(UserId user) {
        return jdbc.sql("SELECT notice_key FROM notice WHERE user_id = ? ORDER BY id")
                .param(user.value())
                .query(String.class)
                .list();
    }

    @Test
    void everybodyGetsLeadsInTurnAndHearsOfHisOwn() {
        var got = new HashSet<UserId>();
        var first = new ArrayList<SalesTaskId>();
        for (int i = 0; i < 3; i++) {
            first.add(handOver(contact(), Duration.ofHours(1), Duration.ofHours(2)));
            got.add(assignee(first.get(i)));
        }

        assertThat(got).containsExactlyInAnyOrderElementsOf(sellers);
        assertThat(notices(assignee(first.get(0)))).containsExactly("sales:" + first.get(0) + ":new");
    }

    @Test
    void whoAnswersForTheLeadAlreadyGetsIt() {
        var contact = contact();
        contacts.assign(contact, sellers.get(2));

        assertThat(assignee(handOver(contact, Duration.ofHours(1), Duration.ofHours(2))))
                .isEqualTo(sellers.get(2));
    }

    @Test
    void aTaskThatWaitsRemindsOnceAndOneThatIsLateTellsAllWhoSellOnce() {
        var task = handOver(contact(), Duration.ZERO, Duration.ofHours(2));
        var assignee = assignee(task);
        var other = sellers.stream()
                .filter(seller -> !seller.equals(assignee))
                .findFirst()
                .orElseThrow();

        reminders.remind();
        reminders.remind();
        assertThat(notices(assignee)).containsExactly("sales:" + task + ":new", "sales:" + task + ":reminder");
        jdbc.sql("UPDATE sales_task SET due_at = ? WHERE id = ?")
                .params(Utc.of(clock.instant().minusSeconds(1)), task.value())
                .update();
        reminders.remind();
        reminders.remind();

        assertThat(notices(assignee)).endsWith("sales:" + task + ":overdue").hasSize(3);
        assertThat(notices(other)).contains("sales:" + task + ":overdue");
        assertThat(board.get(task).overdue()).isTrue();
    }

    @Test
    void whatWasAcceptedRemindsNobody() {
        var task = handOver(contact(), Duration.ZERO, Duration.ZERO);
        tasks.accept(task);

        reminders.remind();

        assertThat(notices(assignee(task))).containsExactly("sales:" + task + ":new");
    }

    @Test
    void aHundredLeadsAreHandedOverInOneTransactionAndNoneWhenItFails() {
        var all = new ArrayList<ContactId>();
        for (int i = 0; i < 100; i++) {
            all.add(contact());
        }
        transaction.executeWithoutResult(status -> {
            all.forEach(contact -> handOver(contact, Duration.ofHours(1), Duration.ofHours(2)));
            status.setRollbackOnly();
        });
        assertThat(tasksOf(team)).isZero();

        transaction.executeWithoutResult(
                status -> all.forEach(contact -> handOver(contact, Duration.ofHours(1), Duration.ofHours(2))));
        assertThat(tasksOf(team)).isEqualTo(100);
    }

    private long tasksOf(String team) {
        return jdbc.sql("SELECT COUNT(*) FROM sales_task WHERE team = ?")
                .param(team)
                .query(Long.class)
                .single();
    }
}
