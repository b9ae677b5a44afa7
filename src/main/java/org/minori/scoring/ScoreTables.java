package org.minori.scoring;

import java.time.Clock;
import java.time.LocalDateTime;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.minori.contacts.ContactId;
import org.minori.storage.BatchedRows;
import org.minori.storage.KeyHash;
import org.minori.storage.TimeOrderedIds;
import org.minori.storage.Utc;
import org.minori.tracking.TouchpointId;
import org.springframework.jdbc.core.RowMapper;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** The ledger and the sums kept beside it. */
@Component
class ScoreTables {

    private static final String ENTRY_COLUMNS =
            "id, contact_id, score, points, rule, rule_version, touchpoint_id, reason, created_at";
    private static final String INSERT = """
            INSERT IGNORE INTO score_ledger
                (id, contact_id, score, points, rule, rule_version, touchpoint_id, reason, once_key, created_at)
            VALUES""";
    private static final int ASKED_AT_ONCE = 1_000;
    private static final int MOST_RULE = 200;
    private static final int MOST_REASON = 250;

    private final BatchedRows batches;
    private final JdbcClient client;
    private final Clock clock;

    ScoreTables(BatchedRows batches, JdbcClient client, Clock clock) {
        this.batches = batches;
        this.client = client;
        this.clock = clock;
    }

    /** Which sum. */
    record Sum(ContactId contact, String score) {}

    private record Row(long id, ScoreChange change, String onceKey) {}

    /** Writes the ledger rows whose word for once is new to that contact and score, and answers those. */
    List<ScoreChange> insertNew(List<ScoreChange> changes) {
        var rows = new ArrayList<Row>(changes.size());
        var seen = new HashSet<String>();
        for (var change : changes) {
            var key = onceKey(change.contact(), change.score(), change.once());
            if (seen.add(key)) {
                rows.add(new Row(TimeOrderedIds.next(), change, key));
            }
        }
        var ordered = new ArrayList<>(rows);
        ordered.sort(Comparator.comparing(Row::onceKey));
        var now = Utc.of(clock.instant());
        int inserted = batches.insertNew(
                INSERT, ordered.stream().map(row -> arguments(row, now)).toList());
        if (inserted == rows.size()) {
            return rows.stream().map(Row::change).toList();
        }
        var written = new HashSet<Long>();
        for (int from = 0; from < rows.size(); from += ASKED_AT_ONCE) {
            var ids = rows.subList(from, Math.min(rows.size(), from + ASKED_AT_ONCE)).stream()
                    .map(Row::id)
                    .toList();
            written.addAll(client.sql("SELECT id FROM score_ledger WHERE id IN (:ids)")
                    .param("ids", ids)
                    .query(Long.class)
                    .list());
        }
        return rows.stream()
                .filter(row -> written.contains(row.id()))
                .map(Row::change)
                .toList();
    }

    static String onceKey(ContactId contact, String score, String once) {
        return KeyHash.of(contact.toString(), score, once);
    }

    /** Adds to the sums, in the order given; says whether all of them were the first of their kind. */
    boolean increase(List<Sum> sums, Map<Sum, Integer> by) {
        return batches.insertOr(
                        "INSERT INTO contact_score (contact_id, score, points) VALUES",
                        sums.stream()
                                .map(sum ->
                                        new @Nullable Object[] {sum.contact().value(), sum.score(), by.get(sum)})
                                .toList(),
                        " ON DUPLICATE KEY UPDATE points = points + VALUES(points)")
                == sums.size();
    }

    int sum(ContactId contact, String score) {
        return client.sql("SELECT points FROM contact_score WHERE contact_id = ? AND score = ?")
                .params(contact.value(), score)
                .query(Integer.class)
                .optional()
                .orElse(0);
    }

    Map<ContactId, Map<String, Integer>> sums(Collection<ContactId> contacts) {
        var sums = new HashMap<ContactId, Map<String, Integer>>();
        var ids = contacts.stream().map(ContactId::value).toList();
        for (int from = 0; from < ids.size(); from += ASKED_AT_ONCE) {
            client.sql("SELECT contact_id, score, points FROM contact_score WHERE contact_id IN (:ids)")
                    .param("ids", ids.subList(from, Math.min(ids.size(), from + ASKED_AT_ONCE)))
                    .query(rs -> {
                        sums.computeIfAbsent(new ContactId(rs.getLong(1)), id -> new HashMap<>())
                                .put(rs.getString(2), rs.getInt(3));
                    });
        }
        return sums;
    }

    List<String> names() {
        var names = new ArrayList<String>();
        names.add(LeadScores.OVERALL);
        client
                .sql("SELECT DISTINCT score FROM contact_score UNION SELECT score FROM score_rule ORDER BY 1")
                .query(String.class)
                .list()
                .stream()
                .filter(name -> !name.equals(LeadScores.OVERALL))
                .forEach(names::add);
        return names;
    }

    List<LedgerEntry> ledger(ContactId contact, long before, int limit) {
        return client.sql("SELECT " + ENTRY_COLUMNS
                        + " FROM score_ledger WHERE contact_id = ? AND id < ? ORDER BY id DESC LIMIT ?")
                .params(contact.value(), before, limit)
                .query(entry())
                .list();
    }

    /** The newest entries of each contact that raised the score, in one query. */
    Map<ContactId, List<LedgerEntry>> newest(List<ContactId> contacts, String score, int each) {
        var found = new HashMap<ContactId, List<LedgerEntry>>();
        for (int from = 0; from < contacts.size(); from += 50) {
            var some = contacts.subList(from, Math.min(contacts.size(), from + 50));
            var one = "(SELECT " + ENTRY_COLUMNS
                    + " FROM score_ledger WHERE contact_id = ? AND score = ? AND points > 0 ORDER BY id DESC LIMIT ?)";
            var query = client.sql(
                    String.join(" UNION ALL ", some.stream().map(c -> one).toList()));
            for (var contact : some) {
                query = query.param(contact.value()).param(score).param(each);
            }
            var mapper = entry();
            query.query(rs -> {
                found.computeIfAbsent(new ContactId(rs.getLong("contact_id")), id -> new ArrayList<>())
                        .add(mapper.mapRow(rs, 0));
            });
        }
        found.values()
                .forEach(entries ->
                        entries.sort(Comparator.comparingLong(LedgerEntry::id).reversed()));
        return found;
    }

    /** Which of the keys are in the ledger. */
    List<String> known(List<String> onceKeys) {
        var known = new ArrayList<String>();
        for (int from = 0; from < onceKeys.size(); from += ASKED_AT_ONCE) {
            known.addAll(client.sql("SELECT once_key FROM score_ledger WHERE once_key IN (:keys)")
                    .param("keys", onceKeys.subList(from, Math.min(onceKeys.size(), from + ASKED_AT_ONCE)))
                    .query(String.class)
                    .list());
        }
        return known;
    }

    /** The contacts with the highest sums of a score, after the place given. */
    List<Ranked> ranking(String score, int points, long afterContact, int limit) {
        return client.sql("SELECT contact_id, points FROM contact_score WHERE score = :score AND points > 0"
                        + " AND (points < :points OR (points = :points AND contact_id > :contact))"
                        + " ORDER BY points DESC, contact_id LIMIT :limit")
                .param("score", score)
                .param("points", points)
                .param("contact", afterContact)
                .param("limit", limit)
                .query((rs, row) -> new Ranked(new ContactId(rs.getLong(1)), rs.getInt(2)))
                .list();
    }

    /** A contact and its sum. */
    record Ranked(ContactId contact, int points) {}

    /** What these touchpoints gave. */
    List<ScoreChange> given(List<TouchpointId> touchpoints) {
        return client.sql("SELECT " + ENTRY_COLUMNS + " FROM score_ledger WHERE touchpoint_id IN (:ids) AND points > 0")
                .param("ids", touchpoints.stream().map(TouchpointId::value).toList())
                .query((rs, row) -> new ScoreChange(
                        new ContactId(rs.getLong("contact_id")),
                        rs.getString("score"),
                        rs.getInt("points"),
                        rs.getString("rule"),
                        rs.getInt("rule_version"),
                        new TouchpointId(rs.getLong("touchpoint_id")),
                        rs.getString("reason"),
                        "entry:" + rs.getLong("id")))
                .list();
    }

    void erase(ContactId contact) {
        client.sql("DELETE FROM score_ledger WHERE contact_id = ?")
                .param(contact.value())
                .update();
        client.sql("DELETE FROM contact_score WHERE contact_id = ?")
                .param(contact.value())
                .update();
    }

    private static @Nullable Object[] arguments(Row row, LocalDateTime now) {
        var change = row.change();
        var touchpoint = change.touchpoint();
        return new @Nullable Object[] {
            row.id(),
            change.contact().value(),
            change.score(),
            change.points(),
            cut(change.rule(), MOST_RULE),
            change.ruleVersion(),
            touchpoint == null ? null : touchpoint.value(),
            change.reason() == null ? null : cut(change.reason(), MOST_REASON),
            row.onceKey(),
            now
        };
    }

    private static String cut(String text, int most) {
        return text.length() <= most ? text : text.substring(0, most);
    }

    private static RowMapper<LedgerEntry> entry() {
        return (rs, row) -> {
            long touchpoint = rs.getLong("touchpoint_id");
            boolean none = rs.wasNull();
            return new LedgerEntry(
                    rs.getLong("id"),
                    rs.getString("score"),
                    rs.getInt("points"),
                    rs.getString("rule"),
                    rs.getInt("rule_version"),
                    none ? null : new TouchpointId(touchpoint),
                    rs.getString("reason"),
                    Utc.toInstant(rs.getObject("created_at", LocalDateTime.class)));
        };
    }
}
