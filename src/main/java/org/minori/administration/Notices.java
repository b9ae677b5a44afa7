package org.minori.administration;

import java.time.Clock;
import java.time.Instant;
import java.time.LocalDateTime;
import java.util.List;
import org.minori.storage.BatchedRows;
import org.minori.storage.TimeOrderedIds;
import org.minori.storage.Utc;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Service;

/** Short messages to a user inside Minori: shown at the bell and on the home page until read. */
@Service
public class Notices {

    private static final int LONGEST_MESSAGE = 500;

    private final JdbcClient jdbc;
    private final BatchedRows batched;
    private final Clock clock;

    Notices(JdbcClient jdbc, BatchedRows batched, Clock clock) {
        this.jdbc = jdbc;
        this.batched = batched;
        this.clock = clock;
    }

    /** One message as its user sees it. */
    public record Notice(long id, String message, String path, Instant at, boolean read) {}

    /**
     * Tells a user something, once per key: a second call with the same key changes nothing.
     *
     * @param path where a click on it leads, inside the application
     */
    public void tell(UserId user, String key, String message, String path) {
        if (!path.startsWith("/") || path.startsWith("//") || path.contains("\\")) {
            throw new IllegalArgumentException("Not a path inside the application: " + path);
        }
        batched.add(
                "INSERT IGNORE INTO notice (id, user_id, notice_key, message, path, created_at) VALUES (?, ?, ?, ?, ?, ?)",
                TimeOrderedIds.next(),
                user.value(),
                key.length() <= 190 ? key : Hashes.sha256(key),
                message.length() <= LONGEST_MESSAGE ? message : message.substring(0, LONGEST_MESSAGE - 1) + "…",
                path,
                Utc.of(clock.instant()));
    }

    /** What the user has not read yet. */
    public long unread(UserId user) {
        return jdbc.sql("SELECT COUNT(*) FROM notice WHERE user_id = ? AND read_at IS NULL")
                .param(user.value())
                .query(Long.class)
                .single();
    }

    /** The newest messages, read or not. */
    public List<Notice> newest(UserId user, boolean unreadOnly, int limit) {
        return jdbc.sql("SELECT id, message, path, created_at, read_at FROM notice WHERE user_id = ?"
                        + (unreadOnly ? " AND read_at IS NULL" : "") + " ORDER BY id DESC LIMIT ?")
                .params(user.value(), limit)
                .query((row, number) -> new Notice(
                        row.getLong("id"),
                        row.getString("message"),
                        row.getString("path"),
                        Utc.toInstant(row.getObject("created_at", LocalDateTime.class)),
                        row.getObject("read_at") != null))
                .list();
    }

    /** Marks one message of the user as read; another user's stays as it is. */
    public void read(UserId user, long notice) {
        jdbc.sql("UPDATE notice SET read_at = ? WHERE user_id = ? AND id = ? AND read_at IS NULL")
                .params(Utc.of(clock.instant()), user.value(), notice)
                .update();
    }

    /** Marks all messages of the user as read. */
    public void readAll(UserId user) {
        jdbc.sql("UPDATE notice SET read_at = ? WHERE user_id = ? AND read_at IS NULL")
                .params(Utc.of(clock.instant()), user.value())
                .update();
    }
}
