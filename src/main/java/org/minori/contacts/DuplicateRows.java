package org.minori.contacts;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Clock;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.minori.administration.User;
import org.minori.administration.UserAccounts;
import org.minori.storage.Utc;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** The pairs that were found, and what was decided about them. */
@Component
class DuplicateRows {

    private static final String PAIR = "SELECT first_id, second_id, reasons, score FROM contact_duplicate WHERE ";
    private static final String DECIDED =
            "UPDATE contact_duplicate SET state = :state, decided_at = :now, decided_by = :by"
                    + " WHERE first_id = :first AND second_id = :second AND state = 'OPEN'";

    private final JdbcClient jdbc;
    private final UserAccounts accounts;
    private final Clock clock;

    DuplicateRows(JdbcClient jdbc, UserAccounts accounts, Clock clock) {
        this.jdbc = jdbc;
        this.accounts = accounts;
        this.clock = clock;
    }

    /** One pair, the older record first. */
    record Pair(ContactId first, ContactId second, Set<MatchKind> reasons, int score) {}

    /** The likeliest first, after the one given. */
    List<Pair> open(@Nullable Pair after, int most) {
        return jdbc.sql(PAIR + """
                        state = 'OPEN' AND (score < :score OR (score = :score
                            AND (first_id < :first OR (first_id = :first AND second_id < :second))))
                        ORDER BY score DESC, first_id DESC, second_id DESC LIMIT :most""")
                .param("score", after == null ? Integer.MAX_VALUE : after.score())
                .param("first", after == null ? 0 : after.first().value())
                .param("second", after == null ? 0 : after.second().value())
                .param("most", most)
                .query(DuplicateRows::pair)
                .list();
    }

    Optional<Pair> open(ContactId first, ContactId second) {
        return jdbc.sql(PAIR + "first_id = ? AND second_id = ? AND state = 'OPEN'")
                .params(first.value(), second.value())
                .query(DuplicateRows::pair)
                .optional();
    }

    private static Pair pair(ResultSet row, int number) throws SQLException {
        return new Pair(
                new ContactId(row.getLong(1)),
                new ContactId(row.getLong(2)),
                Arrays.stream(row.getString(3).split(","))
                        .map(MatchKind::valueOf)
                        .collect(Collectors.toCollection(() -> EnumSet.noneOf(MatchKind.class))),
                row.getInt(4));
    }

    /** How many are open, counted no further than to the most. */
    int countOpen(int most) {
        return jdbc.sql("SELECT COUNT(*) FROM (SELECT 1 FROM contact_duplicate WHERE state = 'OPEN' LIMIT ?) counted")
                .param(most)
                .query(Integer.class)
                .single();
    }

    long waiting() {
        return jdbc.sql("SELECT COUNT(*) FROM contact_match_due")
                .query(Long.class)
                .single();
    }

    /** One contact of each crowd, with what it shares. */
    List<Crowd> crowds(int most) {
        return jdbc.sql("SELECT w.match_kind, w.example FROM contact_match_crowd w JOIN contact c ON c.id = w.example"
                        + " ORDER BY w.match_kind, w.match_key LIMIT ?")
                .param(most)
                .query((row, number) -> new Crowd(MatchKind.valueOf(row.getString(1)), new ContactId(row.getLong(2))))
                .list();
    }

    record Crowd(MatchKind kind, ContactId example) {}

    /** Remembers for ever that these are two people; false when that is not open. */
    boolean notSame(ContactId first, ContactId second) {
        return decide(first, second, "NOT_SAME");
    }

    private boolean decide(ContactId first, ContactId second, String state) {
        return jdbc.sql(DECIDED)
                        .param("state", state)
                        .param("now", Utc.of(clock.instant()))
                        .param("by", accounts.current().map(User::email).orElse("system"))
                        .param("first", first.value())
                        .param("second", second.value())
                        .update()
                > 0;
    }

    /** The pair is done; who is not the loser is not the winner either; what else was found of the loser is looked for anew. */
    void merged(ContactId winner, ContactId loser) {
        decide(smaller(winner, loser), greater(winner, loser), "MERGED");
        var others = jdbc.sql(
                        "SELECT first_id, second_id, reasons, score FROM contact_duplicate WHERE state = 'NOT_SAME'"
                                + " AND (first_id = :loser OR second_id = :loser)")
                .param("loser", loser.value())
                .query(DuplicateRows::pair)
                .list();
        for (var pair : others) {
            var other = pair.first().equals(loser) ? pair.second() : pair.first();
            if (!other.equals(winner)) {
                keepApart(smaller(winner, other), greater(winner, other), pair);
            }
        }
        jdbc.sql("DELETE FROM contact_duplicate WHERE state <> 'MERGED' AND (first_id = :loser OR second_id = :loser)")
                .param("loser", loser.value())
                .update();
    }

    /** Who was merged by mistake is not offered again. */
    void parted(ContactId one, ContactId other) {
        jdbc.sql("DELETE FROM contact_duplicate WHERE first_id = ? AND second_id = ?")
                .params(smaller(one, other).value(), greater(one, other).value())
                .update();
        keepApart(smaller(one, other), greater(one, other), new Pair(one, other, Set.of(MatchKind.NAME), 0));
    }

    private void keepApart(ContactId first, ContactId second, Pair known) {
        jdbc.sql("DELETE FROM contact_duplicate WHERE first_id = ? AND second_id = ? AND state = 'OPEN'")
                .params(first.value(), second.value())
                .update();
        jdbc.sql(
                        "INSERT IGNORE INTO contact_duplicate (first_id, second_id, reasons, score, state, found_at, decided_at)"
                                + " VALUES (?, ?, ?, ?, 'NOT_SAME', ?, ?)")
                .params(
                        first.value(),
                        second.value(),
                        known.reasons().stream().map(MatchKind::name).collect(Collectors.joining(",")),
                        known.score(),
                        Utc.of(clock.instant()),
                        Utc.of(clock.instant()))
                .update();
    }

    private static ContactId smaller(ContactId one, ContactId other) {
        return one.value() < other.value() ? one : other;
    }

    private static ContactId greater(ContactId one, ContactId other) {
        return one.value() < other.value() ? other : one;
    }
}
