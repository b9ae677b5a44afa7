package org.minori.contacts;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.time.Clock;
import java.time.Instant;
import java.time.LocalDateTime;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.minori.administration.User;
import org.minori.administration.UserAccounts;
import org.minori.storage.Utc;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.stereotype.Component;

/** Keeps what merges did for as long as they can be undone. */
@Component
class MergeRows {

    private final JdbcTemplate jdbc;
    private final ObjectMapper json;
    private final UserAccounts accounts;
    private final Clock clock;

    MergeRows(JdbcTemplate jdbc, ObjectMapper json, UserAccounts accounts, Clock clock) {
        this.jdbc = jdbc;
        this.json = json;
        this.accounts = accounts;
        this.clock = clock;
    }

    record Merge(long id, ContactId winner, ContactId loser, Instant mergedAt, String mergedBy) {}

    void insert(long id, ContactId winner, ContactId loser, MergeImage image) {
        jdbc.update(
                "INSERT INTO contact_merge (id, winner_id, loser_id, image, merged_at, merged_by) VALUES (?, ?, ?, ?, ?, ?)",
                id,
                winner.value(),
                loser.value(),
                write(image),
                Utc.of(clock.instant()),
                accounts.current().map(User::email).orElse("system"));
    }

    private String write(MergeImage image) {
        try {
            return json.writeValueAsString(image);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException(e);
        }
    }

    /** The newest first. */
    List<Merge> newest(int most) {
        return find(" ORDER BY id DESC LIMIT ?", most);
    }

    Optional<Merge> find(long id) {
        return find(" WHERE id = ?", id).stream().findFirst();
    }

    /** Whether a later merge stands on this one, so that it has to be undone first. */
    boolean isBuiltUpon(Merge merge) {
        return !find(
                                " WHERE id > ? AND winner_id = ?",
                                merge.id(),
                                merge.winner().value())
                        .isEmpty()
                || !find(
                                " WHERE id > ? AND loser_id = ?",
                                merge.id(),
                                merge.winner().value())
                        .isEmpty();
    }

    private List<Merge> find(String where, Object... arguments) {
        return jdbc.query(
                "SELECT id, winner_id, loser_id, merged_at, merged_by FROM contact_merge" + where,
                (row, number) -> new Merge(
                        row.getLong(1),
                        new ContactId(row.getLong(2)),
                        new ContactId(row.getLong(3)),
                        Utc.toInstant(row.getObject(4, LocalDateTime.class)),
                        row.getString(5)),
                arguments);
    }

    MergeImage image(long id) {
        var stored = jdbc.queryForObject("SELECT image FROM contact_merge WHERE id = ?", String.class, id);
        try {
            return json.readValue(stored, MergeImage.class);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException(e);
        }
    }

    void delete(long id) {
        jdbc.update("DELETE FROM contact_merge_row WHERE merge_id = ?", id);
        jdbc.update("DELETE FROM contact_merge WHERE id = ?", id);
    }

    /** Forgets merges that can't be undone any more. */
    void deleteBefore(Instant moment) {
        find(" WHERE merged_at < ?", Utc.of(moment)).forEach(merge -> delete(merge.id()));
    }

    void forget(ContactId contact) {
        find(" WHERE winner_id = ? OR loser_id = ?", contact.value(), contact.value())
                .forEach(merge -> delete(merge.id()));
    }

    /** The columns of a contact as the database writes them. */
    Map<String, @Nullable String> row(ContactId contact) {
        var columns = new LinkedHashMap<String, @Nullable String>();
        jdbc.query(
                "SELECT * FROM contact WHERE id = ?",
                row -> {
                    var names = row.getMetaData();
                    for (int i = 1; i <= names.getColumnCount(); i++) {
                        columns.put(names.getColumnName(i).toLowerCase(Locale.ROOT), row.getString(i));
                    }
                },
                contact.value());
        return columns;
    }

    void insertContact(Map<String, @Nullable String> row) {
        var values = new ArrayList<@Nullable Object>(row.values());
        jdbc.update(
                "INSERT INTO contact (" + String.join(", ", row.keySet()) + ") VALUES (" + "?, ".repeat(row.size() - 1)
                        + "?)",
                values.toArray());
    }

    /** Gives the winner back the stage, owner and consent that it took from the loser, unless that changed since. */
    void restore(ContactId winner, MergeImage image) {
        for (var columns : List.of(
                List.of("stage", "owner"),
                List.of("sales_owner"),
                List.of("consent_basis", "consent_at", "consent_wording"),
                List.of("consent_withdrawn_at"))) {
            var now = row(winner);
            boolean taken = columns.stream()
                    .allMatch(column ->
                            Objects.equals(now.get(column), image.loserRow().get(column)));
            if (taken) {
                var values = new ArrayList<@Nullable Object>();
                columns.forEach(column -> values.add(image.winnerRow().get(column)));
                values.add(winner.value());
                jdbc.update(
                        "UPDATE contact SET " + String.join(" = ?, ", columns) + " = ? WHERE id = ?", values.toArray());
            }
        }
    }
}
