package org.minori.scoring;

import java.time.LocalDateTime;
import java.time.ZoneId;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.minori.contacts.ContactId;
import org.minori.storage.Utc;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** Adds the ledger of one contact to another's; where a rule counts at most so often, both together count no more often. */
@Component
class ScoreMerging {

    /** A touchpoint may have come into the ledger so many stretches after it happened. */
    private static final int STRETCHES_BACK = 60;

    private final ScoreTables tables;
    private final ScoreRules rules;
    private final JdbcClient jdbc;
    private final ZoneId zone;

    ScoreMerging(ScoreTables tables, ScoreRules rules, JdbcClient jdbc, ZoneId zone) {
        this.tables = tables;
        this.rules = rules;
        this.jdbc = jdbc;
        this.zone = zone;
    }

    private record Entry(long id, String score, int points, String rule, String onceKey, LocalDateTime createdAt) {}

    /** Moves all entries and answers what the sums became. */
    List<ScoresChanged.Changed> move(ContactId from, ContactId to) {
        Map<String, ScoreRule> limited = rules.remembered().stream()
                .filter(rule -> rule.limitTimes() != null)
                .collect(Collectors.toMap(ScoreRule::key, Function.identity()));
        var gained = new LinkedHashMap<ScoreTables.Sum, Integer>();
        for (var entry : entries(from)) {
            if (take(entry, limited.get(entry.rule()), from, to)) {
                gained.merge(new ScoreTables.Sum(to, entry.score()), entry.points(), Integer::sum);
            }
        }
        tables.erase(from);
        gained.values().removeIf(points -> points == 0);
        var sums = gained.keySet().stream()
                .sorted(Comparator.comparing(ScoreTables.Sum::score))
                .toList();
        if (sums.isEmpty()) {
            return List.of();
        }
        tables.increase(sums, gained);
        return sums.stream()
                .map(sum -> {
                    int now = tables.sum(to, sum.score());
                    return new ScoresChanged.Changed(to, sum.score(), now - gained.getOrDefault(sum, 0), now);
                })
                .toList();
    }

    private List<Entry> entries(ContactId contact) {
        return jdbc.sql("SELECT id, score, points, rule, once_key, created_at FROM score_ledger WHERE contact_id = ?"
                        + " ORDER BY id")
                .param(contact.value())
                .query((row, number) -> new Entry(
                        row.getLong(1),
                        row.getString(2),
                        row.getInt(3),
                        row.getString(4),
                        row.getString(5),
                        row.getObject(6, LocalDateTime.class)))
                .list();
    }

    /** False for what the rule's limit leaves no room for; that entry stays behind. */
    private boolean take(Entry entry, @Nullable ScoreRule rule, ContactId from, ContactId to) {
        var stretch = rule == null ? null : stretch(entry, rule, from).orElse(null);
        var key = entry.onceKey();
        if (stretch != null) {
            var free = free(stretch, to);
            if (free.isEmpty()) {
                return false;
            }
            key = free.get();
        }
        jdbc.sql("UPDATE score_ledger SET contact_id = ?, once_key = ? WHERE id = ?")
                .params(to.value(), key, entry.id())
                .update();
        return true;
    }

    /** In which stretch of the rule's limit the entry was counted; its key tells. */
    private Optional<ScoreLimit> stretch(Entry entry, ScoreRule rule, ContactId contact) {
        long last = ScoreLimit.of(contact, rule, Utc.toInstant(entry.createdAt()), zone)
                        .number()
                + 1;
        return IntStream.rangeClosed(0, STRETCHES_BACK)
                .mapToObj(back -> new ScoreLimit(contact, rule, last - back))
                .filter(limit -> limit.keys().contains(entry.onceKey()))
                .findFirst();
    }

    private Optional<String> free(ScoreLimit stretch, ContactId contact) {
        var keys = new ScoreLimit(contact, stretch.rule(), stretch.number()).keys();
        var used = tables.known(keys);
        return keys.stream().filter(key -> !used.contains(key)).findFirst();
    }
}
