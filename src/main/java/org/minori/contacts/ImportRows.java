package org.minori.contacts;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Duration;
import java.time.LocalDateTime;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.minori.storage.Utc;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** The table of imports: their options, their progress, and which node works on one. */
@Component
class ImportRows {

    private static final Duration LEASE = Duration.ofSeconds(30);
    private static final String PROGRESS = """
            SELECT id, file_name, file_size, state, encoding, total_rows, done_rows, created_count, updated_count,
                   unchanged_count, refused_count, duplicate_count, undone_count, kept_count, failure, created_by,
                   created_at, started_at, finished_at
            FROM contact_import\s""";

    private final JdbcClient jdbc;
    private final ObjectMapper json;
    private final Clock clock;

    ImportRows(JdbcClient jdbc, ObjectMapper json, Clock clock) {
        this.jdbc = jdbc;
        this.json = json;
        this.clock = clock;
    }

    /** How a file is read and what is done with it. */
    record Plan(String encoding, char delimiter, ImportOptions options) {}

    /** What one chunk adds to the counts. */
    record Counts(long rows, long created, long updated, long unchanged, long refused, long duplicates) {}

    void insert(ImportId id, String fileName, long size, long rows, Plan plan, String createdBy) {
        jdbc.sql("""
                        INSERT INTO contact_import (id, file_name, file_size, state, encoding, delimiter_char, options_json,
                            total_rows, done_rows, created_count, updated_count, unchanged_count, refused_count,
                            duplicate_count, undone_count, kept_count, cancel_asked, created_by, created_at)
                        VALUES (?, ?, ?, ?, ?, ?, ?, ?, 0, 0, 0, 0, 0, 0, 0, 0, FALSE, ?, ?)""")
                .params(
                        id.value(),
                        fileName,
                        size,
                        ImportState.UPLOADED.name(),
                        plan.encoding(),
                        String.valueOf(plan.delimiter()),
                        write(plan.options()),
                        rows,
                        createdBy,
                        Utc.of(clock.instant()))
                .update();
    }

    Optional<ImportProgress> find(ImportId id) {
        return jdbc.sql(PROGRESS + "WHERE id = ?")
                .param(id.value())
                .query((row, number) -> progress(row))
                .optional();
    }

    List<ImportProgress> newest(int limit) {
        return jdbc.sql(PROGRESS + "ORDER BY id DESC LIMIT " + limit)
                .query((row, number) -> progress(row))
                .list();
    }

    private static ImportProgress progress(ResultSet row) throws SQLException {
        return new ImportProgress(
                new ImportId(row.getLong(1)),
                row.getString(2),
                row.getLong(3),
                ImportState.valueOf(row.getString(4)),
                row.getString(5),
                row.getLong(6),
                row.getLong(7),
                row.getLong(8),
                row.getLong(9),
                row.getLong(10),
                row.getLong(11),
                row.getLong(12),
                row.getLong(13),
                row.getLong(14),
                row.getString(15),
                row.getString(16),
                Utc.toInstant(row.getObject(17, LocalDateTime.class)),
                Utc.toInstantNullable(row.getObject(18, LocalDateTime.class)),
                Utc.toInstantNullable(row.getObject(19, LocalDateTime.class)));
    }

    Plan plan(ImportId id) {
        return jdbc.sql("SELECT encoding, delimiter_char, options_json FROM contact_import WHERE id = ?")
                .param(id.value())
                .query((row, number) ->
                        new Plan(row.getString(1), row.getString(2).charAt(0), read(row.getString(3))))
                .single();
    }

    /** Changes how a file that waits for its mapping is read. */
    void replan(ImportId id, Plan plan, long rows) {
        jdbc.sql(
                        "UPDATE contact_import SET encoding = ?, delimiter_char = ?, options_json = ?, total_rows = ? WHERE id = ? AND state = 'UPLOADED'")
                .params(plan.encoding(), String.valueOf(plan.delimiter()), write(plan.options()), rows, id.value())
                .update();
    }

    /** Moves it on when it is in one of the states; a second click finds it moved. */
    boolean move(ImportId id, ImportState to, ImportState... from) {
        var states = Arrays.stream(from).map(state -> "'" + state + "'").collect(Collectors.joining(","));
        return jdbc.sql(
                                "UPDATE contact_import SET state = ?, lease_until = NULL, finished_at = ? WHERE id = ? AND state IN ("
                                        + states + ")")
                        .params(to.name(), to.isAtRest() ? Utc.of(clock.instant()) : null, id.value())
                        .update()
                > 0;
    }

    void askToCancel(ImportId id) {
        jdbc.sql("UPDATE contact_import SET cancel_asked = TRUE WHERE id = ? AND state IN ('QUEUED', 'RUNNING')")
                .param(id.value())
                .update();
    }

    void fail(ImportId id, String holder, String failure) {
        jdbc.sql(
                        "UPDATE contact_import SET state = 'FAILED', failure = ?, finished_at = ? WHERE id = ? AND lease_holder = ?")
                .params(
                        failure.length() > 500 ? failure.substring(0, 500) : failure,
                        Utc.of(clock.instant()),
                        id.value(),
                        holder)
                .update();
    }

    /** Takes the oldest import that waits, or whose node went away. */
    Optional<ImportId> claim(String holder) {
        var now = clock.instant();
        var waiting = jdbc.sql("""
                        SELECT id FROM contact_import WHERE state IN ('QUEUED', 'RUNNING', 'UNDOING')
                            AND (lease_until IS NULL OR lease_until < ?) ORDER BY id LIMIT 5""").param(Utc.of(now)).query(Long.class).list();
        for (var id : waiting) {
            int claimed = jdbc.sql("""
                            UPDATE contact_import SET lease_holder = ?, lease_until = ?,
                                state = CASE WHEN state = 'QUEUED' THEN 'RUNNING' ELSE state END,
                                started_at = COALESCE(started_at, ?)
                            WHERE id = ? AND state IN ('QUEUED', 'RUNNING', 'UNDOING')
                                AND (lease_until IS NULL OR lease_until < ?)""")
                    .params(holder, Utc.of(now.plus(LEASE)), Utc.of(now), id, Utc.of(now))
                    .update();
            if (claimed > 0) {
                return Optional.of(new ImportId(id));
            }
        }
        return Optional.empty();
    }

    /** What a holder that still holds finds; it keeps every other away until the transaction ends. */
    record Held(ImportState state, long doneRows, boolean cancelAsked) {}

    Optional<Held> hold(ImportId id, String holder) {
        return jdbc.sql(
                        "SELECT state, done_rows, cancel_asked FROM contact_import WHERE id = ? AND lease_holder = ? FOR UPDATE")
                .params(id.value(), holder)
                .query((row, number) ->
                        new Held(ImportState.valueOf(row.getString(1)), row.getLong(2), row.getBoolean(3)))
                .optional();
    }

    void add(ImportId id, Counts counts) {
        jdbc.sql("""
                        UPDATE contact_import SET done_rows = done_rows + ?, created_count = created_count + ?,
                            updated_count = updated_count + ?, unchanged_count = unchanged_count + ?,
                            refused_count = refused_count + ?, duplicate_count = duplicate_count + ?, lease_until = ?
                        WHERE id = ?""")
                .params(
                        counts.rows(),
                        counts.created(),
                        counts.updated(),
                        counts.unchanged(),
                        counts.refused(),
                        counts.duplicates(),
                        Utc.of(clock.instant().plus(LEASE)),
                        id.value())
                .update();
    }

    void addUndone(ImportId id, long undone, long kept) {
        jdbc.sql(
                        "UPDATE contact_import SET undone_count = undone_count + ?, kept_count = kept_count + ?, lease_until = ? WHERE id = ?")
                .params(undone, kept, Utc.of(clock.instant().plus(LEASE)), id.value())
                .update();
    }

    /** Those that began before the time and whose rows with people in them are still there. */
    List<ImportId> olderThan(LocalDateTime time) {
        return jdbc.sql("SELECT id FROM contact_import WHERE created_at < ? ORDER BY id LIMIT 1000")
                .param(time)
                .query((row, number) -> new ImportId(row.getLong(1)))
                .list();
    }

    private String write(ImportOptions options) {
        try {
            return json.writeValueAsString(options);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException(e);
        }
    }

    private ImportOptions read(@Nullable String stored) {
        try {
            return json.readValue(stored, ImportOptions.class);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException(e);
        }
    }
}
