package org.minori.scoring;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.minori.MinoriTest;
import org.minori.contacts.ContactErased;
import org.minori.contacts.ContactId;
import org.minori.storage.TimeOrderedIds;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.test.context.event.ApplicationEvents;
import org.springframework.test.context.event.RecordApplicationEvents;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;

@MinoriTest
@RecordApplicationEvents
class LeadScoresTests {

    @Autowired
    LeadScores scores;

    @Autowired
    ScoreCheck check;

    @Autowired
    JdbcClient jdbc;

    @Autowired
    PlatformTransactionManager transactions;

    @Autowired
    ApplicationEventPublisher publisher;

    @Autowired
    ApplicationEvents events;

    private final ContactId contact = new ContactId(TimeOrderedIds.next());

    @Test
    void theScoreIsTheSumOfTheLedger() {
        scores.add(List.of(change(contact, 5, "a"), change(contact, -2, "b")));
        scores.add(List.of(change(contact, 4, "c")));

        assertThat(scores.of(contact, LeadScores.OVERALL)).isEqualTo(7);
        assertThat(ledgerSum(contact)).isEqualTo(7);
        assertThat(mismatched()).doesNotContain(contact);
    }

    @Test
    void aSumThatNoLongerAddsUpIsFound() {
        scores.add(List.of(change(contact, 5, "a")));
        jdbc.sql("UPDATE contact_score SET points = 6 WHERE contact_id = ?")
                .param(contact.value())
                .update();
        assertThat(mismatched()).contains(contact);

        jdbc.sql("DELETE FROM contact_score WHERE contact_id = ?")
                .param(contact.value())
                .update();
        assertThat(check.mismatches(1_000)).contains(new ScoreCheck.Mismatch(contact, LeadScores.OVERALL, 0, 5));

        jdbc.sql("DELETE FROM score_ledger WHERE contact_id = ?")
                .param(contact.value())
                .update();
        assertThat(mismatched()).doesNotContain(contact);
    }

    /** Other tests write sums without a ledger, in the same database. */
    private List<ContactId> mismatched() {
        return check.mismatches(1_000).stream()
                .map(ScoreCheck.Mismatch::contact)
                .toList();
    }

    @Test
    void theSameWordForOnceIsNotCountedAgain() {
        scores.add(List.of(change(contact, 5, "once"), change(contact, 5, "once")));
        scores.add(List.of(change(contact, 5, "once")));

        assertThat(scores.of(contact, LeadScores.OVERALL)).isEqualTo(5);
        assertThat(ledgerSum(contact)).isEqualTo(5);
    }

    @Test
    void aTransactionSeesWhatItAddedAndARollbackForgetsIt() {
        var transaction = new TransactionTemplate(transactions);
        assertThatThrownBy(() -> transaction.executeWithoutResult(status -> {
                    scores.add(List.of(change(contact, 5, "a")));
                    assertThat(scores.of(contact, LeadScores.OVERALL)).isEqualTo(5);
                    throw new IllegalStateException("no");
                }))
                .hasMessage("no");

        assertThat(scores.of(contact, LeadScores.OVERALL)).isZero();
        assertThat(ledgerSum(contact)).isZero();
    }

    @Test
    void changesOfOneTransactionAreToldOncePerContactWithBeforeAndAfter() {
        scores.add(List.of(change(contact, 3, "before")));
        events.clear();
        var other = new ContactId(TimeOrderedIds.next());
        new TransactionTemplate(transactions).executeWithoutResult(status -> {
            scores.add(List.of(change(contact, 5, "a")));
            scores.add(List.of(change(other, 1, "a")));
            scores.add(List.of(change(contact, 2, "b"), change(contact, 3, "before")));
        });

        assertThat(events.stream(ScoresChanged.class))
                .containsExactly(new ScoresChanged(List.of(
                        new ScoresChanged.Changed(contact, LeadScores.OVERALL, 3, 10),
                        new ScoresChanged.Changed(other, LeadScores.OVERALL, 0, 1))));
    }

    @Test
    void manyThreadsAtOnceLoseNoPoint() throws Exception {
        atOnce(8, thread -> () -> {
            for (int i = 0; i < 100; i++) {
                scores.add(List.of(change(contact, 1, thread + "/" + i)));
            }
            return thread;
        });

        assertThat(scores.of(contact, LeadScores.OVERALL)).isEqualTo(800);
        assertThat(ledgerSum(contact)).isEqualTo(800);
    }

    @Test
    void theSameWordFromManyThreadsIsCountedOnce() throws Exception {
        atOnce(20, thread -> () -> {
            scores.add(List.of(change(contact, 7, "the one")));
            return thread;
        });

        assertThat(scores.of(contact, LeadScores.OVERALL)).isEqualTo(7);
        assertThat(ledgerSum(contact)).isEqualTo(7);
    }

    @Test
    void transactionsThatScoreTheSameContactsInAnyOrderDoNotBlockEachOther() throws Exception {
        var contacts = IntStream.range(0, 20)
                .mapToObj(i -> new ContactId(TimeOrderedIds.next()))
                .toList();
        var transaction = new TransactionTemplate(transactions);
        atOnce(6, thread -> () -> {
            for (int i = 0; i < 10; i++) {
                var word = thread + "/" + i;
                var order = new ArrayList<>(contacts);
                java.util.Collections.shuffle(order);
                transaction.executeWithoutResult(
                        status -> order.forEach(one -> scores.add(List.of(change(one, 1, word)))));
            }
            return thread;
        });

        assertThat(scores.of(contacts).values())
                .allSatisfy(all -> assertThat(all).containsEntry(LeadScores.OVERALL, 60));
    }

    @Test
    void anErasedContactLeavesNoScore() {
        scores.add(List.of(change(contact, 5, "a")));
        new TransactionTemplate(transactions)
                .executeWithoutResult(status -> publisher.publishEvent(new ContactErased(contact)));

        assertThat(scores.of(contact, LeadScores.OVERALL)).isZero();
        assertThat(scores.ledger(contact, Long.MAX_VALUE, 10).items()).isEmpty();
    }

    private long ledgerSum(ContactId of) {
        return jdbc.sql("SELECT COALESCE(SUM(points), 0) FROM score_ledger WHERE contact_id = ?")
                .param(of.value())
                .query(Long.class)
                .single();
    }

    private static ScoreChange change(ContactId contact, int points, String once) {
        return new ScoreChange(contact, LeadScores.OVERALL, points, "test", 1, null, null, once);
    }

    private static void atOnce(int threads, java.util.function.IntFunction<Callable<Integer>> work) throws Exception {
        var pool = Executors.newFixedThreadPool(threads);
        try {
            var tasks = IntStream.range(0, threads).mapToObj(work).toList();
            for (var done : pool.invokeAll(tasks)) {
                done.get();
            }
        } finally {
            pool.shutdownNow();
        }
    }
}
