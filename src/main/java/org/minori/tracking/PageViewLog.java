package org.minori.tracking;

import java.time.Clock;
import java.time.Duration;
import java.time.LocalDateTime;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import org.minori.contacts.ContactId;
import org.minori.storage.RetriedTransactions;
import org.minori.storage.TimeOrderedIds;
import org.minori.storage.Utc;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.scheduling.annotation.Scheduled;
import org.springframework.stereotype.Component;

/** Writes page views: to the log of the contact where the visitor is known, else to a table of their own that is pruned. */
@Component
class PageViewLog {

    private static final int MOST_MOVED = 1_000;
    private static final int PRUNED_AT_ONCE = 10_000;
    private static final Duration RACE = Duration.ofMinutes(5);

    private final JdbcTemplate jdbc;
    private final JdbcClient client;
    private final ActivityLog log;
    private final RetriedTransactions transactions;
    private final TrackingSettings settings;
    private final Clock clock;

    PageViewLog(
            JdbcTemplate jdbc,
            JdbcClient client,
            ActivityLog log,
            RetriedTransactions transactions,
            TrackingSettings settings,
            Clock clock) {
        this.jdbc = jdbc;
        this.client = client;
        this.log = log;
        this.transactions = transactions;
        this.settings = settings;
        this.clock = clock;
    }

    private record Stored(long id, PageView view) {}

    /** Writes them all, in a transaction of its own. */
    void write(List<PageView> views) {
        transactions.run(() -> {
            var known =
                    contactsOf(views.stream().map(PageView::visitor).distinct().toList());
            var touchpoints = new ArrayList<Touchpoint>();
            var anonymous = new ArrayList<@Nullable Object[]>();
            for (var view : views) {
                var contact = known.get(view.visitor());
                if (contact == null) {
                    anonymous.add(new @Nullable Object[] {
                        TimeOrderedIds.next(),
                        view.visitor(),
                        view.url(),
                        view.title(),
                        view.referrer(),
                        Utc.of(view.at())
                    });
                } else {
                    touchpoints.add(touchpoint(contact, view, null));
                }
            }
            if (!anonymous.isEmpty()) {
                jdbc.batchUpdate(
                        "INSERT INTO page_view (id, visitor_key, url, title, referrer, occurred_at)"
                                + " VALUES (?, ?, ?, ?, ?, ?)",
                        anonymous);
            }
            if (!touchpoints.isEmpty()) {
                log.record(touchpoints);
            }
        });
    }

    Map<String, ContactId> contactsOf(Collection<String> visitors) {
        var contacts = new HashMap<String, ContactId>();
        if (!visitors.isEmpty()) {
            client.sql("SELECT visitor_key, contact_id FROM visitor WHERE visitor_key IN (:visitors)")
                    .param("visitors", visitors)
                    .query(rs -> {
                        contacts.put(rs.getString(1), new ContactId(rs.getLong(2)));
                    });
        }
        return contacts;
    }

    void name(String visitor, ContactId contact) {
        client.sql(
                        "INSERT INTO visitor (visitor_key, contact_id, identified_at) VALUES (?, ?, ?)"
                                + " ON DUPLICATE KEY UPDATE contact_id = VALUES(contact_id), identified_at = VALUES(identified_at)")
                .params(visitor, contact.value(), Utc.of(clock.instant()))
                .update();
    }

    /** Makes the earlier page views of a visitor those of the contact, the latest ones when there are very many. */
    void adopt(String visitor, ContactId contact) {
        var views = client.sql("SELECT id, visitor_key, url, title, referrer, occurred_at FROM page_view"
                        + " WHERE visitor_key = ? ORDER BY id DESC LIMIT ?")
                .params(visitor, MOST_MOVED)
                .query((rs, row) -> new Stored(
                        rs.getLong(1),
                        new PageView(
                                rs.getString(2),
                                rs.getString(3),
                                rs.getString(4),
                                rs.getString(5),
                                Utc.toInstant(rs.getObject(6, LocalDateTime.class)))))
                .list();
        if (views.isEmpty()) {
            return;
        }
        log.record(views.stream()
                .map(stored -> touchpoint(contact, stored.view(), "view:" + stored.id()))
                .toList());
        client.sql("DELETE FROM page_view WHERE visitor_key = ? AND id <= ?")
                .params(visitor, views.get(0).id())
                .update();
    }

    /** A page view that was being written while its visitor got a name was written as nobody's: it is brought home here. */
    @Scheduled(fixedDelay = 30_000)
    void adoptLate() {
        client.sql("SELECT DISTINCT v.visitor_key, v.contact_id FROM visitor v"
                        + " JOIN page_view p ON p.visitor_key = v.visitor_key WHERE v.identified_at > ?")
                .param(Utc.of(clock.instant().minus(RACE)))
                .query((rs, row) -> Map.entry(rs.getString(1), new ContactId(rs.getLong(2))))
                .list()
                .forEach(late -> transactions.run(() -> adopt(late.getKey(), late.getValue())));
    }

    /** Forgets what nobody was named for in time. */
    @Scheduled(fixedDelay = 3_600_000, initialDelay = 60_000)
    void prune() {
        var before = Utc.of(clock.instant().minus(settings.keepPageViews()));
        int gone;
        do {
            gone = client.sql("DELETE FROM page_view WHERE occurred_at < ? LIMIT " + PRUNED_AT_ONCE)
                    .param(before)
                    .update();
        } while (gone == PRUNED_AT_ONCE);
    }

    void erase(ContactId contact) {
        client.sql("DELETE FROM page_view WHERE visitor_key IN (SELECT visitor_key FROM visitor WHERE contact_id = ?)")
                .param(contact.value())
                .update();
        client.sql("DELETE FROM visitor WHERE contact_id = ?")
                .param(contact.value())
                .update();
    }

    private static Touchpoint touchpoint(ContactId contact, PageView view, @Nullable String key) {
        var properties = new TreeMap<String, String>();
        properties.put(Touchpoint.URL, view.url());
        if (view.title() != null) {
            properties.put("title", view.title());
        }
        if (view.referrer() != null) {
            properties.put("referrer", view.referrer());
        }
        return new Touchpoint(
                key, contact, TouchpointType.PAGE_VIEWED, Words.path(view.url()), view.at(), properties, false);
    }
}
