package org.minori.scoring;

import java.time.LocalDateTime;
import java.time.ZoneId;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.minori.contacts.ContactId;
import org.minori.contacts.ContactsMerged;
import org.minori.contacts.ContactsParted;
import org.minori.contacts.MovedRows;
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
    private final MovedRows moved;

    ScoreMerging(ScoreTables tables, ScoreRules rules, JdbcClient jdbc, ZoneId zone, MovedRows moved) {
        this.moved = moved;
        this.tables = tables;
        this.rules = rules;
        this.jdbc = jdbc;
        this.zone = zone;
    }

    private record Entry(long id, String score, int points, String rule, String onceKey, LocalDateTime createdAt) {}

    /** Moves all entries and answers what the sums became. */
    List<ScoresChanged.Changed> move(ContactsMerged merge) {
        var from = merge.loser();
        var to = merge.winner();
        Map<String, ScoreRule> limited = rules.remembered().stream()
                .filter(rule -> rule.limitTimes() != null)
                .collect(Collectors.toMap(ScoreRule::key, Function.identity()));
        var gained = new LinkedHashMap<ScoreTables.Sum, Integer>();
        for (var entry : entries(from)) {
            if (take(entry, limited.get(entry.rule()), merge)) {
                gained.merge(new ScoreTables.Sum(to, entry.score()), entry.points(), Integer::sum);
            }
        }
        moved.move(merge, "score_ledger", "id");
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

    /** False for what the rule's limit leaves no room for; that entry is dropped. */
    private boolean take(Entry entry, @Nullable ScoreRule rule, ContactsMerged merge) {
        var stretch = rule == null ? null : stretch(entry, rule, merge.loser()).orElse(null);
        if (stretch == null) {
            return true;
        }
        var free = free(stretch, merge.winner());
        if (free.isEmpty()) {
            jdbc.sql("DELETE FROM score_ledger WHERE id = ?").param(entry.id()).update();
            return false;
        }
        jdbc.sql("UPDATE score_ledger SET once_key = ? WHERE id = ?")
                .params(free.get(), entry.id())
                .update();
        return true;
    }

    /** Gives the entries back that came from the loser, and their points. */
    void back(ContactsParted parted) {
        moved.back(parted, "score_ledger", "id");
        var sums = new TreeMap<String, Integer>();
        entries(parted.loser()).forEach(entry -> sums.merge(entry.score(), entry.points(), Integer::sum));
        sums.values().removeIf(points -> points == 0);
        sums.forEach((score, points) -> {
            var given = new ScoreTables.Sum(parted.loser(), score);
            var taken = new ScoreTables.Sum(parted.winner(), score);
            tables.increase(List.of(taken), Map.of(taken, -points));
            tables.increase(List.of(given), Map.of(given, points));
        });
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
