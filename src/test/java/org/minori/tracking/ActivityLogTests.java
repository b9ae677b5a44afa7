package org.minori.tracking;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.minori.MinoriTest;
import org.minori.contacts.ContactErased;
import org.minori.contacts.ContactId;
import org.minori.storage.RetriedTransactions;
import org.minori.storage.TimeOrderedIds;
import org.minori.web.InvalidInput;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.test.context.event.ApplicationEvents;
import org.springframework.test.context.event.RecordApplicationEvents;

@MinoriTest
@RecordApplicationEvents
class ActivityLogTests {

    private static final Instant NOON = Instant.parse("2026-11-20T03:00:00Z");

    @Autowired
    ActivityLog log;

    @Autowired
    RetriedTransactions transactions;

    @Autowired
    JdbcClient jdbc;

    @Autowired
    ApplicationEventPublisher publisher;

    @Autowired
    ApplicationEvents events;

    private final ContactId contact = new ContactId(TimeOrderedIds.next());
    private final String series = "s" + TimeOrderedIds.next();

    @Test
    void aKeySeenBeforeIsNotCountedAgainWithinOrAcrossRequests() {
        var first = log.record(List.of(touch("a", 0), touch("b", 1), touch("a", 2), touch(null, 3), touch(null, 3)));
        var second = log.record(List.of(touch("b", 4), touch("c", 5), touch("A", 6)));

        assertThat(first).isEqualTo(new ActivityLog.Recorded(4, 1));
        assertThat(second).isEqualTo(new ActivityLog.Recorded(2, 1));
        assertThat(log.timeline(contact, null, 100).items()).hasSize(6);
    }

    @Test
    void theKeysOfTwoSendersAreNotConfused() {
        assertThat(log.record("api", List.of(touch("a", 0))).accepted()).isOne();
        assertThat(log.record("other", List.of(touch("a", 0))).accepted()).isOne();
        assertThat(log.record("api", List.of(touch("a", 0))).accepted()).isZero();
    }

    @Test
    void onlyTheNewOnesAreToldAndARollbackForgetsThem() {
        log.record(List.of(touch("a", 0)));
        events.clear();
        log.record(List.of(touch("a", 0), touch("b", 0)));

        assertThat(events.stream(TouchpointsRecorded.class))
                .singleElement()
                .satisfies(told -> assertThat(told.touchpoints())
                        .singleElement()
                        .satisfies(one -> assertThat(one.touchpoint().key()).endsWith("b")));
        assertThatThrownBy(() -> transactions.run(() -> {
                    log.record(List.of(touch("c", 0)));
                    throw new IllegalStateException("no");
                }))
                .hasMessage("no");
        assertThat(log.record(List.of(touch("c", 0))).accepted()).isOne();
    }

    @Test
    void sendersOfTheSameKeysAtOnceAreCountedExactly() throws Exception {
        var answers = AtOnce.call(8, thread -> () -> {
            var batch = new ArrayList<>(
                    IntStream.range(0, 50).mapToObj(i -> touch("k" + i, i)).toList());
            Collections.shuffle(batch);
            return transactions.call(() -> log.record(batch));
        });

        assertThat(answers.stream().mapToInt(ActivityLog.Recorded::accepted).sum())
                .isEqualTo(50);
        assertThat(answers.stream().mapToInt(ActivityLog.Recorded::duplicates).sum())
                .isEqualTo(350);
        assertThat(log.timeline(contact, null, 1_000).items()).hasSize(50);
    }

    @Test
    void theTimelineIsReadPageByPageNewestFirst() {
        log.record(IntStream.range(0, 7).mapToObj(i -> touch(null, i / 2)).toList());
        var first = log.timeline(contact, null, 3);
        var second = log.timeline(contact, first.next(), 3);
        var third = log.timeline(contact, second.next(), 3);

        var all = new ArrayList<>(first.items());
        all.addAll(second.items());
        all.addAll(third.items());
        assertThat(third.next()).isNull();
        assertThat(all).hasSize(7).doesNotHaveDuplicates();
        assertThat(all).extracting(one -> one.touchpoint().occurredAt()).isSortedAccordingTo(Comparator.reverseOrder());
        assertThatThrownBy(() -> log.timeline(contact, "nonsense", 3)).isInstanceOf(InvalidInput.class);
    }

    @Test
    void whatIsNotedIsWrittenWithTheTransactionAndToldToNobody() {
        events.clear();
        transactions.run(() -> {
            log.note(touch(null, 0));
            assertThat(log.timeline(contact, null, 10).items()).isEmpty();
        });

        assertThat(log.timeline(contact, null, 10).items()).hasSize(1);
        assertThat(events.stream(TouchpointsRecorded.class)).isEmpty();
    }

    @Test
    void machinesAreKeptButNotCounted() {
        var since = Instant.parse("2026-11-01T00:00:00Z");
        var type = "t" + TimeOrderedIds.next();
        log.record(List.of(
                new Touchpoint(null, contact, type, null, NOON, Map.of(), true),
                new Touchpoint(null, contact, type, null, NOON, Map.of("a", "\"日本\""), false)));

        assertThat(log.counts(List.of(type), since)).containsExactly(Map.entry(type, 1L));
        assertThat(log.timeline(contact, null, 10).items())
                .extracting(one -> one.touchpoint().properties())
                .containsExactlyInAnyOrder(Map.of(), Map.of("a", "\"日本\""));
    }

    @Test
    void anErasedContactLeavesNoTouchpoint() {
        log.record(List.of(touch("a", 0)));
        transactions.run(() -> publisher.publishEvent(new ContactErased(contact)));

        assertThat(jdbc.sql("SELECT COUNT(*) FROM touchpoint WHERE contact_id = ?")
                        .param(contact.value())
                        .query(Long.class)
                        .single())
                .isZero();
    }

    private Touchpoint touch(@Nullable String key, int minute) {
        return new Touchpoint(
                key == null ? null : series + key,
                contact,
                "seminarAttended",
                null,
                NOON.plusSeconds(60L * minute),
                Map.of(),
                false);
    }
}
