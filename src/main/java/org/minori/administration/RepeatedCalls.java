package org.minori.administration;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Duration;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.minori.storage.Utc;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.scheduling.annotation.Scheduled;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionTemplate;

/** The answers of calls that were made with an Idempotency-Key, kept in the same transaction as their effects. */
@Component
class RepeatedCalls {

    private static final Duration KEPT = Duration.ofDays(7);
    private static final int ROWS_A_ROUND = 2_000;

    private final JdbcClient jdbc;
    private final Clock clock;
    private final TransactionTemplate transactions;

    RepeatedCalls(JdbcClient jdbc, Clock clock, TransactionTemplate transactions) {
        this.jdbc = jdbc;
        this.clock = clock;
        this.transactions = transactions;
    }

    /** One call: whose key, which Idempotency-Key, what was asked. */
    record Call(long apiKey, String keyHash, String request, String bodyHash) {

        boolean same(Answer answer) {
            return request.equals(answer.request()) && bodyHash.equals(answer.bodyHash());
        }
    }

    /** What was answered. */
    record Answer(
            String request,
            String bodyHash,
            int status,
            @Nullable String contentType,
            @Nullable String location,
            String body) {}

    TransactionTemplate transactions() {
        return transactions;
    }

    Optional<Answer> find(Call call) {
        return jdbc.sql("SELECT * FROM api_idempotency WHERE api_key_id = ? AND key_hash = ? AND status IS NOT NULL")
                .params(call.apiKey(), call.keyHash())
                .query(RepeatedCalls::answer)
                .optional();
    }

    /** Takes the key for this transaction; waits for another that took it, and fails when that one commits. */
    void take(Call call) {
        jdbc.sql("""
                        INSERT INTO api_idempotency (api_key_id, key_hash, request, body_hash, created_at)
                        VALUES (?, ?, ?, ?, ?)""")
                .params(call.apiKey(), call.keyHash(), call.request(), call.bodyHash(), Utc.of(clock.instant()))
                .update();
    }

    void answer(Call call, int status, @Nullable String contentType, @Nullable String location, String body) {
        jdbc.sql("""
                        UPDATE api_idempotency SET status = ?, content_type = ?, location = ?, response_body = ?
                        WHERE api_key_id = ? AND key_hash = ?""")
                .params(status, contentType, location, body, call.apiKey(), call.keyHash())
                .update();
    }

    /** Forgets calls that nobody repeats any more. */
    @Scheduled(fixedDelay = 3_600_000, initialDelay = 120_000)
    void forgetOld() {
        var before = Utc.of(clock.instant().minus(KEPT));
        int removed;
        do {
            removed = jdbc.sql("DELETE FROM api_idempotency WHERE created_at < ? LIMIT " + ROWS_A_ROUND)
                    .param(before)
                    .update();
        } while (removed == ROWS_A_ROUND);
    }

    private static Answer answer(ResultSet row, int number) throws SQLException {
        return new Answer(
                row.getString("request"),
                row.getString("body_hash"),
                row.getInt("status"),
                row.getString("content_type"),
                row.getString("location"),
                row.getString("response_body"));
    }
}
