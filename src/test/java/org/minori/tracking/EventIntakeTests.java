package org.minori.tracking;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.InstanceOfAssertFactories.LIST;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.IntNode;
import com.fasterxml.jackson.databind.node.TextNode;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.minori.MinoriTest;
import org.minori.contacts.ContactDirectory;
import org.minori.contacts.ContactId;
import org.minori.contacts.ContactReference;
import org.minori.storage.TimeOrderedIds;
import org.minori.web.InvalidInput;
import org.springframework.beans.factory.annotation.Autowired;

@MinoriTest
class EventIntakeTests {

    @Autowired
    EventIntake intake;

    @Autowired
    ContactDirectory contacts;

    @Autowired
    ActivityLog log;

    @Autowired
    Visitors visitors;

    @Autowired
    PageViewLog pageViews;

    private final String series = "e" + TimeOrderedIds.next();

    @Test
    void eventsOfContactsByAddressExternalIdAndIdAreTaken() {
        var address = People.address();
        var contact = People.named(contacts, address);

        var taken = intake.take(List.of(
                event("1", byEmail(address.toUpperCase(java.util.Locale.ROOT)), "seminarAttended", null, Map.of()),
                event(
                        "2",
                        new ContactReference(contact.toString(), null, null, null),
                        "pageViewed",
                        "2026-11-20T12:00:00+09:00",
                        Map.of("url", new TextNode("https://example.jp/price?x=1"), "seconds", new IntNode(40)))));

        assertThat(taken).isEqualTo(new ActivityLog.Recorded(2, 0));
        var view = timeline(contact).stream()
                .filter(touchpoint -> touchpoint.type().equals("pageViewed"))
                .findFirst()
                .orElseThrow();
        assertThat(view.subject()).isEqualTo("/price");
        assertThat(view.occurredAt()).isEqualTo(Instant.parse("2026-11-20T03:00:00Z"));
        assertThat(view.properties())
                .containsEntry("seconds", "40")
                .containsEntry("url", "https://example.jp/price?x=1");
    }

    @Test
    void everyFaultIsNamedWithItsPlaceAndNothingIsWritten() {
        var address = People.address();
        var contact = People.named(contacts, address);

        assertThatThrownBy(() -> intake.take(List.of(
                        event("1", byEmail(address), "seminarAttended", null, Map.of()),
                        event("2", null, "seminarAttended", null, Map.of()),
                        event("3", byEmail(address), "no spaces", "yesterday", Map.of()),
                        event("4", byEmail(address), "ok", "2999-01-01T00:00:00Z", Map.of()),
                        event("5", byEmail(address), "ok", null, Map.of("url", new TextNode("javascript:alert(1)"))),
                        event("6", new ContactReference("1", "a@b.jp", null, null), "ok", null, Map.of()))))
                .isInstanceOfSatisfying(
                        InvalidInput.class,
                        refused -> assertThat(refused.errors())
                                .extracting(InvalidInput.FieldError::field)
                                .containsExactly(
                                        "items[1].contact",
                                        "items[2].type",
                                        "items[2].occurredAt",
                                        "items[3].occurredAt",
                                        "items[4].properties.url",
                                        "items[5].contact"));
        assertThat(timeline(contact)).isEmpty();
    }

    @Test
    void whoeverIsUnknownIsNamedAndNothingIsWritten() {
        var address = People.address();
        var contact = People.named(contacts, address);

        assertThatThrownBy(() -> intake.take(List.of(
                        event("1", byEmail(address), "ok", null, Map.of()),
                        event("2", byEmail(People.address()), "ok", null, Map.of()))))
                .extracting(refused -> ((InvalidInput) refused).errors())
                .asInstanceOf(LIST)
                .singleElement()
                .extracting("field")
                .isEqualTo("items[1].contact");
        assertThat(timeline(contact)).isEmpty();
    }

    @Test
    void noneAndTooManyAreRefused() {
        assertThatThrownBy(() -> intake.take(null)).isInstanceOf(InvalidInput.class);
        assertThatThrownBy(() -> intake.take(List.of())).isInstanceOf(InvalidInput.class);
        assertThatThrownBy(() ->
                        intake.take(Collections.nCopies(1_001, event("1", byEmail("a@b.jp"), "ok", null, Map.of()))))
                .isInstanceOf(InvalidInput.class);
        var withNull = new ArrayList<@Nullable EventItem>();
        withNull.add(null);
        assertThatThrownBy(() -> intake.take(withNull)).isInstanceOf(InvalidInput.class);
    }

    @Test
    void theSameBatchFromSeveralSendersAtOnceIsCountedOnce() throws Exception {
        var address = People.address();
        var contact = People.named(contacts, address);
        var batch = IntStream.range(0, 100)
                .mapToObj(i -> event("k" + i, byEmail(address), "seminarAttended", null, Map.of()))
                .toList();

        var answers = AtOnce.call(6, i -> () -> intake.take(batch));

        assertThat(answers.stream().mapToInt(ActivityLog.Recorded::accepted).sum())
                .isEqualTo(100);
        assertThat(log.timeline(contact, null, 1_000).items()).hasSize(100);
    }

    @Test
    void anEventThatNamesContactAndVisitorBringsTheVisitorsPagesHome() {
        var address = People.address();
        var contact = People.named(contacts, address);
        var visitor = "visitor-" + TimeOrderedIds.next();
        pageViews.write(List.of(view(visitor, "https://example.jp/a"), view(visitor, "https://example.jp/b")));
        assertThat(timeline(contact)).isEmpty();

        intake.take(
                List.of(event("1", new ContactReference(null, address, null, visitor), "signedIn", null, Map.of())));
        assertThat(timeline(contact))
                .extracting(Touchpoint::type)
                .containsExactlyInAnyOrder("signedIn", "pageViewed", "pageViewed");

        pageViews.write(List.of(view(visitor, "https://example.jp/c")));
        intake.take(List.of(event("2", new ContactReference(null, null, null, visitor), "chatOpened", null, Map.of())));
        assertThat(timeline(contact)).hasSize(5);
        assertThat(visitors.contactsOf(List.of(visitor))).containsEntry(visitor, contact);
    }

    @Test
    void aPageViewWrittenWhileItsVisitorGotANameIsBroughtHomeLater() {
        var contact = People.somebody(contacts);
        var visitor = "visitor-" + TimeOrderedIds.next();
        pageViews.name(visitor, contact);
        visitors.identify(visitor, contact);
        // written as nobody's by a node that had looked before the visitor got its name
        writeAnonymously(visitor);
        assertThat(timeline(contact)).isEmpty();

        pageViews.adoptLate();

        assertThat(timeline(contact)).hasSize(1);
    }

    @Autowired
    org.springframework.jdbc.core.simple.JdbcClient jdbc;

    private void writeAnonymously(String visitor) {
        jdbc.sql("INSERT INTO page_view (id, visitor_key, url, occurred_at) VALUES (?, ?, ?, ?)")
                .params(
                        TimeOrderedIds.next(),
                        visitor,
                        "https://example.jp/late",
                        org.minori.storage.Utc.of(Instant.parse("2026-11-20T03:00:00Z")))
                .update();
    }

    private List<Touchpoint> timeline(ContactId contact) {
        return log.timeline(contact, null, 100).items().stream()
                .map(TouchpointsRecorded.Recorded::touchpoint)
                .toList();
    }

    private static PageView view(String visitor, String url) {
        return PageView.of(visitor, url, "製品", null, Instant.parse("2026-11-20T03:00:00Z"))
                .orElseThrow();
    }

    private static ContactReference byEmail(String address) {
        return new ContactReference(null, address, null, null);
    }

    private EventItem event(
            String key,
            @Nullable ContactReference contact,
            String type,
            @Nullable String at,
            Map<String, JsonNode> properties) {
        return new EventItem(series + key, contact, type, at, null, new java.util.HashMap<>(properties));
    }
}
