package org.minori.integration;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDateTime;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.minori.contacts.ContactErased;
import org.minori.contacts.ContactId;
import org.minori.contacts.ContactsMerged;
import org.minori.contacts.ContactsParted;
import org.minori.contacts.MovedRows;
import org.minori.storage.Utc;
import org.springframework.context.event.EventListener;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;
import org.springframework.transaction.annotation.Transactional;

/** What workers do to the outbox of calls. Every change names the owner and the attempt, so that a worker whose lease ran out marks nothing. */
@Repository
class WebhookRows {

    private static final String MINE = " WHERE id = ? AND owner = ? AND attempt = ?";
    private static final int MOST_ANSWER = 500;

    private final MovedRows moved;
    private final JdbcClient jdbc;
    private final Clock clock;

    WebhookRows(MovedRows moved, JdbcClient jdbc, Clock clock) {
        this.moved = moved;
        this.jdbc = jdbc;
        this.clock = clock;
    }

    /** A call that a worker has taken. */
    record Claimed(
            long id,
            String webhook,
            String event,
            @Nullable ContactId contact,
            @Nullable String scenario,
            @Nullable String scenarioName,
            @Nullable String step,
            @Nullable String about,
            int attempt,
            int tries,
            Instant createdAt) {}

    /** Where it goes. */
    record Target(String name, String url, String secret, boolean active, int failures) {}

    /** Takes calls that are due, those of workers that died among them, but none of a webhook that rests. */
    @Transactional
    public List<Claimed> claim(String owner, int most, Duration lease) {
        var now = clock.instant();
        var resting = jdbc.sql("SELECT webhook_key FROM webhook WHERE resting_until > ?")
                .param(Utc.of(now))
                .query(String.class)
                .list();
        var claimed = jdbc.sql("SELECT * FROM webhook_call WHERE due_at <= :now"
                        + (resting.isEmpty() ? "" : " AND webhook_key NOT IN (:resting)")
                        + " ORDER BY due_at LIMIT :most FOR UPDATE SKIP LOCKED")
                .param("now", Utc.of(now))
                .param("most", most)
                .param("resting", resting)
                .query(WebhookRows::claimed)
                .list();
        if (!claimed.isEmpty()) {
            jdbc.sql(
                            "UPDATE webhook_call SET owner = :owner, attempt = attempt + 1, due_at = :lease WHERE id IN (:ids)")
                    .param("owner", owner)
                    .param("lease", Utc.of(now.plus(lease)))
                    .param("ids", claimed.stream().map(Claimed::id).toList())
                    .update();
        }
        return claimed;
    }

    @Nullable
    Target target(String webhook) {
        return jdbc.sql("SELECT name, url, secret, active, failures FROM webhook WHERE webhook_key = ?")
                .param(webhook)
                .query((row, number) -> new Target(
                        row.getString(1), row.getString(2), row.getString(3), row.getBoolean(4), row.getInt(5)))
                .optional()
                .orElse(null);
    }

    /** Ends a call as SENT, FAILED or DROPPED; whether it still was this worker's. */
    boolean end(Claimed call, String owner, String state, @Nullable String answer) {
        return jdbc.sql("UPDATE webhook_call SET state = ?, owner = NULL, due_at = NULL, answer = ?, ended_at = ?"
                                + MINE)
                        .params(state, cut(answer), Utc.of(clock.instant()), call.id(), owner, call.attempt())
                        .update()
                == 1;
    }

    /** Puts a call off. */
    boolean defer(Claimed call, String owner, Instant until, String answer) {
        return jdbc.sql("UPDATE webhook_call SET owner = NULL, due_at = ?, tries = tries + 1, answer = ?" + MINE)
                        .params(Utc.of(until), cut(answer), call.id(), owner, call.attempt())
                        .update()
                == 1;
    }

    void answered(String webhook, String answer) {
        jdbc.sql("""
                        UPDATE webhook SET failures = 0, failing_since = NULL, resting_until = NULL, last_answer = ?,
                          last_call_at = ?
                        WHERE webhook_key = ?
                        """).params(cut(answer), Utc.of(clock.instant()), webhook).update();
    }

    /** Notes that a call failed, and lets the webhook rest. */
    void failed(String webhook, String answer, Instant restingUntil) {
        var now = Utc.of(clock.instant());
        jdbc.sql("""
                        UPDATE webhook SET failures = failures + 1, failing_since = COALESCE(failing_since, ?),
                          resting_until = ?, last_answer = ?, last_call_at = ?
                        WHERE webhook_key = ?
                        """)
                .params(now, Utc.of(restingUntil), cut(answer), now, webhook)
                .update();
    }

    /** Removes what ended long ago. */
    void forgetBefore(Instant moment) {
        jdbc.sql("DELETE FROM webhook_call WHERE due_at IS NULL AND ended_at < ?")
                .param(Utc.of(moment))
                .update();
    }

    @EventListener
    void merged(ContactsMerged event) {
        moved.move(event, "webhook_call", "id");
    }

    @EventListener
    void parted(ContactsParted event) {
        moved.back(event, "webhook_call", "id");
    }

    @EventListener
    void erased(ContactErased event) {
        jdbc.sql("DELETE FROM webhook_call WHERE contact_id = ?")
                .param(event.contact().value())
                .update();
    }

    private static @Nullable String cut(@Nullable String answer) {
        return answer == null || answer.length() <= MOST_ANSWER ? answer : answer.substring(0, MOST_ANSWER);
    }

    private static Claimed claimed(ResultSet row, int number) throws SQLException {
        var contact = row.getObject("contact_id", Long.class);
        return new Claimed(
                row.getLong("id"),
                row.getString("webhook_key"),
                row.getString("event"),
                contact == null ? null : new ContactId(contact),
                row.getString("scenario_key"),
                row.getString("scenario_name"),
                row.getString("step"),
                row.getString("about"),
                row.getInt("attempt") + 1,
                row.getInt("tries"),
                Utc.toInstant(row.getObject("created_at", LocalDateTime.class)));
    }
}
