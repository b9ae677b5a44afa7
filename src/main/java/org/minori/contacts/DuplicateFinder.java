package org.minori.contacts;

import java.time.Clock;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.minori.storage.Utc;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** Compares contacts that are new or changed with those who share a key with them, and with nobody else. */
@Component
class DuplicateFinder {

    /** More than so many with one phone or number are not one person. */
    static final int CROWD = 20;

    static final int CONTACTS_A_BATCH = 500;

    private static final String KEYS = """
            INSERT INTO contact_match (contact_id, external_key, phone_key, name_key, kana_key) VALUES (?, ?, ?, ?, ?)
            ON DUPLICATE KEY UPDATE external_key = VALUES(external_key), phone_key = VALUES(phone_key),
                name_key = VALUES(name_key), kana_key = VALUES(kana_key)""";

    private final JdbcTemplate jdbc;
    private final JdbcClient client;
    private final ContactRows rows;
    private final Clock clock;

    DuplicateFinder(JdbcTemplate jdbc, JdbcClient client, ContactRows rows, Clock clock) {
        this.jdbc = jdbc;
        this.client = client;
        this.rows = rows;
        this.clock = clock;
    }

    private record Due(long id, ContactId contact) {}

    private record Pair(ContactId first, ContactId second) {

        static Pair of(ContactId one, ContactId other) {
            return one.value() < other.value() ? new Pair(one, other) : new Pair(other, one);
        }
    }

    /** Compares the next ones that wait, in the running transaction; false when nobody waits. */
    boolean batch() {
        var due = client.sql("SELECT id, contact_id FROM contact_match_due ORDER BY id LIMIT ?")
                .param(CONTACTS_A_BATCH)
                .query((row, number) -> new Due(row.getLong(1), new ContactId(row.getLong(2))))
                .list();
        if (due.isEmpty()) {
            return false;
        }
        compare(due.stream().map(Due::contact).collect(Collectors.toCollection(LinkedHashSet::new)));
        jdbc.batchUpdate(
                "DELETE FROM contact_match_due WHERE id = ?",
                due.stream().map(one -> new Object[] {one.id()}).toList());
        return true;
    }

    private void compare(Set<ContactId> contacts) {
        var keys = keys(rows.cards(contacts));
        if (keys.isEmpty()) {
            return;
        }
        jdbc.batchUpdate(
                KEYS,
                keys.entrySet().stream()
                        .map(entry -> row(entry.getKey(), entry.getValue().hashes()))
                        .toList());
        var pairs = new LinkedHashSet<Pair>();
        for (var kind : MatchKind.values()) {
            pairs.addAll(sharing(kind, keys));
        }
        store(keys, pairs);
    }

    private static Map<ContactId, MatchKeys> keys(Map<ContactId, ContactCard> cards) {
        var keys = new LinkedHashMap<ContactId, MatchKeys>();
        cards.forEach((id, card) -> keys.put(id, MatchKeys.of(card)));
        return keys;
    }

    private static @Nullable Object[] row(ContactId contact, Map<MatchKind, Long> hashes) {
        return new @Nullable Object[] {
            contact.value(),
            hashes.get(MatchKind.EXTERNAL_ID),
            hashes.get(MatchKind.PHONE),
            hashes.get(MatchKind.NAME),
            hashes.get(MatchKind.KANA)
        };
    }

    /** The pairs of these contacts with anybody who shares this key, unless a crowd does. */
    private List<Pair> sharing(MatchKind kind, Map<ContactId, MatchKeys> keys) {
        var byHash = new HashMap<Long, List<ContactId>>();
        keys.forEach((contact, key) -> {
            var hash = key.hashes().get(kind);
            if (hash != null) {
                byHash.computeIfAbsent(hash, none -> new ArrayList<>()).add(contact);
            }
        });
        byHash.keySet().removeAll(crowds(kind, byHash.keySet()));
        byHash.keySet().removeAll(newCrowds(kind, byHash));
        var pairs = new ArrayList<Pair>();
        if (byHash.isEmpty()) {
            return pairs;
        }
        client.sql("SELECT %1$s, contact_id FROM contact_match WHERE %1$s IN (:hashes)".formatted(kind.column))
                .param("hashes", byHash.keySet())
                .query(row -> {
                    var other = new ContactId(row.getLong(2));
                    for (var contact : Objects.requireNonNull(byHash.get(row.getLong(1)))) {
                        if (!contact.equals(other)) {
                            pairs.add(Pair.of(contact, other));
                        }
                    }
                });
        return pairs;
    }

    private Set<Long> crowds(MatchKind kind, Collection<Long> hashes) {
        return hashes.isEmpty()
                ? Set.of()
                : client.sql(
                                "SELECT match_key FROM contact_match_crowd WHERE match_kind = :kind AND match_key IN (:hashes)")
                        .param("kind", kind.name())
                        .param("hashes", hashes)
                        .query(Long.class)
                        .set();
    }

    /** Keys that became those of a crowd; counted once, since from now on nobody looks there again. */
    private Set<Long> newCrowds(MatchKind kind, Map<Long, List<ContactId>> byHash) {
        if (byHash.isEmpty()) {
            return Set.of();
        }
        var crowded = client.sql(
                        "SELECT %1$s FROM contact_match WHERE %1$s IN (:hashes) GROUP BY %1$s HAVING COUNT(*) > :most"
                                .formatted(kind.column))
                .param("hashes", byHash.keySet())
                .param("most", CROWD)
                .query(Long.class)
                .set();
        jdbc.batchUpdate(
                "INSERT IGNORE INTO contact_match_crowd (match_kind, match_key, example) VALUES (?, ?, ?)",
                crowded.stream()
                        .map(hash -> new Object[] {
                            kind.name(),
                            hash,
                            Objects.requireNonNull(byHash.get(hash)).get(0).value()
                        })
                        .toList());
        return crowded;
    }

    /** What was found before of these contacts and is not decided makes way for what is found now. */
    private void store(Map<ContactId, MatchKeys> keys, Set<Pair> pairs) {
        var compared = keys.keySet().stream().map(ContactId::value).toList();
        for (var side : List.of("first_id", "second_id")) {
            client.sql("DELETE FROM contact_duplicate WHERE state = 'OPEN' AND " + side + " IN (:ids)")
                    .param("ids", compared)
                    .update();
        }
        var all = new HashMap<>(keys);
        var others = new LinkedHashSet<ContactId>();
        pairs.forEach(pair -> others.addAll(List.of(pair.first(), pair.second())));
        others.removeAll(keys.keySet());
        all.putAll(keys(rows.cards(others)));
        var found = new ArrayList<Object[]>();
        var now = Utc.of(clock.instant());
        for (var pair : pairs) {
            var one = all.get(pair.first());
            var other = all.get(pair.second());
            if (one != null && other != null) {
                var likeness = Likeness.of(one, other);
                if (likeness.score() >= Likeness.LEAST) {
                    found.add(new Object[] {
                        pair.first().value(), pair.second().value(), words(likeness), likeness.score(), now
                    });
                }
            }
        }
        if (!found.isEmpty()) {
            jdbc.batchUpdate(
                    "INSERT IGNORE INTO contact_duplicate (first_id, second_id, reasons, score, state, found_at)"
                            + " VALUES (?, ?, ?, ?, 'OPEN', ?)",
                    found);
        }
    }

    private static String words(Likeness likeness) {
        return likeness.reasons().stream().map(MatchKind::name).collect(Collectors.joining(","));
    }
}
