package org.minori.segments;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.minori.MinoriTest;
import org.minori.contacts.ContactDetails;
import org.minori.contacts.ContactDirectory;
import org.minori.contacts.ContactId;
import org.minori.scoring.LeadScores;
import org.minori.scoring.ScoreChange;
import org.minori.web.InvalidInput;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.test.context.event.ApplicationEvents;
import org.springframework.test.context.event.RecordApplicationEvents;
import org.springframework.transaction.support.TransactionTemplate;

@MinoriTest
@RecordApplicationEvents
class SegmentsTests {

    @Autowired
    Segments segments;

    @Autowired
    SegmentDefinitions definitions;

    @Autowired
    SegmentRefresh refresh;

    @Autowired
    SegmentShelf shelf;

    @Autowired
    ContactDirectory contacts;

    @Autowired
    LeadScores scores;

    @Autowired
    TransactionTemplate transaction;

    @Autowired
    ApplicationEvents events;

    private final String word = UUID.randomUUID().toString().substring(0, 8);
    private final String key = "tagged-" + word;

    private static JsonNode json(String text) {
        try {
            return new ObjectMapper().readTree(text.replace('\'', '"'));
        } catch (JsonProcessingException e) {
            throw new IllegalArgumentException(text, e);
        }
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

    private void tagged() {
        definitions.create(key, "印のある方", json("{'tag':'" + word + "'}"));
    }

    private List<ContactId> entered() {
        return events.stream(SegmentsEntered.class)
                .filter(event -> event.segment().equals(key))
                .flatMap(event -> event.contacts().stream())
                .toList();
    }

    @AfterEach
    void unwatch() {
        segments.watch("test-" + word, Set.of());
    }

    @Test
    void countsAndListsItsMembersInTheirOrder() {
        tagged();
        var first = contact();
        var second = contact();
        contact();
        contacts.addTag(second, word);
        contacts.addTag(first, word);

        assertThat(segments.count(key)).isEqualTo(2);
        assertThat(segments.members(key, null, 10)).containsExactly(first, second);
        assertThat(segments.members(key, first, 10)).containsExactly(second);
        assertThat(segments.members(key, null, 1)).containsExactly(first);
    }

    @Test
    void seesWhatTheRunningTransactionHasChangedSoFar() {
        tagged();
        definitions.create("ripe-" + word, "熟した方", json("{'score':'overall','op':'ge','value':10}"));
        var contact = contact();

        transaction.executeWithoutResult(status -> {
            assertThat(segments.contains(key, contact)).isFalse();
            contacts.addTag(contact, word);
            assertThat(segments.contains(key, contact)).isTrue();
            scores.add(List.of(new ScoreChange(contact, LeadScores.OVERALL, 10, "test", 1, null, null, word)));
            assertThat(segments.contains("ripe-" + word, contact)).isTrue();
        });
    }

    @Test
    void tellsWhoEntersAWatchedSegmentOnceAndSaysNothingOfThoseWhoWereThere() {
        tagged();
        var before = contact();
        contacts.addTag(before, word);
        segments.watch("test-" + word, Set.of(key));
        var later = contact();

        refresh.refreshAll();
        assertThat(entered()).isEmpty();
        contacts.addTag(later, word);
        refresh.refreshAll();
        refresh.refreshAll();

        assertThat(entered()).containsExactly(later);
    }

    @Test
    void whoLeavesAndComesBackEntersAgain() {
        tagged();
        segments.watch("test-" + word, Set.of(key));
        var contact = contact();

        contacts.addTag(contact, word);
        refresh.refreshAll();
        contacts.removeTag(contact, word);
        refresh.refreshAll();
        contacts.addTag(contact, word);
        refresh.refreshAll();

        assertThat(entered()).containsExactly(contact, contact);
    }

    @Test
    void whatTheListenersCanNotTakeIsToldAgain() {
        tagged();
        segments.watch("test-" + word, Set.of(key));
        var contact = contact();
        contacts.addTag(contact, word);

        transaction.executeWithoutResult(status -> {
            refresh.refresh(key);
            status.setRollbackOnly();
        });
        refresh.refreshAll();

        assertThat(entered()).containsExactly(contact, contact);
    }

    @Test
    void aListTakesContactsInAndOut() {
        shelf.insert(key, "一覧", SegmentKind.FIXED, null);
        var contact = contact();

        segments.add(key, contact);
        segments.add(key, contact);
        assertThat(segments.contains(key, contact)).isTrue();
        assertThat(segments.count(key)).isEqualTo(1);
        segments.remove(key, contact);
        assertThat(segments.contains(key, contact)).isFalse();
        assertThatThrownBy(() -> segments.add("hot-leads", contact)).isInstanceOf(InvalidInput.class);
    }

    @Test
    void refusesRulesThatGoRoundInACircleOrNameWhatIsNotThere() {
        tagged();
        definitions.create("outer-" + word, "外側", json("{'any':[{'segment':'" + key + "'},{'tag':'x'}]}"));

        assertThatThrownBy(() -> definitions.change(key, null, json("{'not':{'segment':'outer-" + word + "'}}")))
                .isInstanceOfSatisfying(
                        InvalidInput.class,
                        faulty -> assertThat(faulty.errors())
                                .extracting(InvalidInput.FieldError::field, InvalidInput.FieldError::messageKey)
                                .containsExactly(org.assertj.core.groups.Tuple.tuple(
                                        "rule.not.segment", "segments.rule.circle")));
        assertThatThrownBy(() -> definitions.change(key, null, json("{'segment':'" + key + "'}")))
                .isInstanceOf(InvalidInput.class);
        assertThatThrownBy(() -> definitions.create("new-" + word, "新", json("{'segment':'nowhere'}")))
                .isInstanceOf(InvalidInput.class);
    }

    @Test
    void smallRulesThatNameEachOtherDoNotAddUpToAForest() {
        definitions.create("a-" + word, "a", json("{'all':[" + "{'tag':'x'},".repeat(99) + "{'tag':'y'}]}"));
        var many = "{'any':[" + ("{'segment':'a-" + word + "'},").repeat(10) + "{'tag':'y'}]}";

        assertThatThrownBy(() -> definitions.create("b-" + word, "b", json(many)))
                .isInstanceOf(InvalidInput.class);
    }

    @Test
    void isNotDeletedWhileAnotherNamesIt() {
        tagged();
        definitions.create("outer-" + word, "外側", json("{'segment':'" + key + "'}"));

        assertThatThrownBy(() -> definitions.delete(key)).isInstanceOf(SegmentInUse.class);
        definitions.delete("outer-" + word);
        definitions.delete(key);

        assertThat(segments.exists(key)).isFalse();
        assertThatThrownBy(() -> segments.count(key)).isInstanceOf(SegmentNotFound.class);
    }

    @Test
    void bringsTheSegmentsThatTheShippedScenariosStartFrom() {
        assertThat(segments.all())
                .extracting(Segments.Summary::key)
                .contains("exhibition-leads", "engaged", "hot-leads");
        assertThat(segments.count("hot-leads")).isNotNegative();
    }
}
