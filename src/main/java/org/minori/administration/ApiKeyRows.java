package org.minori.administration;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.LocalDateTime;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.minori.administration.ApiKeys.ApiKey;
import org.minori.storage.Utc;
import org.minori.web.Scopes;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/** The table of API keys. */
@Repository
class ApiKeyRows {

    private final JdbcClient jdbc;

    ApiKeyRows(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    record Stored(ApiKey key, String secretHash) {}

    List<ApiKey> all() {
        return jdbc
                .sql("SELECT * FROM api_key ORDER BY created_at DESC, id DESC")
                .query(ApiKeyRows::stored)
                .list()
                .stream()
                .map(Stored::key)
                .toList();
    }

    Optional<Stored> find(String prefix) {
        return jdbc.sql("SELECT * FROM api_key WHERE prefix = ?")
                .param(prefix)
                .query(ApiKeyRows::stored)
                .optional();
    }

    boolean insert(
            long id,
            String name,
            String prefix,
            String hash,
            Set<String> scopes,
            @Nullable Long creator,
            Instant now,
            @Nullable Instant expires) {
        return jdbc.sql("""
                                INSERT IGNORE INTO api_key
                                  (id, name, prefix, secret_hash, scopes, created_by, created_at, expires_at)
                                VALUES (?, ?, ?, ?, ?, ?, ?, ?)""")
                        .params(
                                id,
                                name,
                                prefix,
                                hash,
                                Scopes.ALL.stream().filter(scopes::contains).collect(Collectors.joining(" ")),
                                creator,
                                Utc.of(now),
                                Utc.ofNullable(expires))
                        .update()
                == 1;
    }

    boolean revoke(long id, Instant now) {
        return jdbc.sql("UPDATE api_key SET revoked_at = ? WHERE id = ? AND revoked_at IS NULL")
                        .params(Utc.of(now), id)
                        .update()
                == 1;
    }

    void used(long id, Instant at) {
        jdbc.sql("UPDATE api_key SET last_used_at = ? WHERE id = ? AND (last_used_at IS NULL OR last_used_at < ?)")
                .params(Utc.of(at), id, Utc.of(at))
                .update();
    }

    private static Stored stored(ResultSet row, int number) throws SQLException {
        return new Stored(
                new ApiKey(
                        row.getLong("id"),
                        row.getString("name"),
                        row.getString("prefix"),
                        List.of(row.getString("scopes").split(" ")),
                        Utc.toInstant(row.getObject("created_at", LocalDateTime.class)),
                        instant(row, "expires_at"),
                        instant(row, "last_used_at"),
                        instant(row, "revoked_at")),
                row.getString("secret_hash"));
    }

    private static @Nullable Instant instant(ResultSet row, String column) throws SQLException {
        return Utc.toInstantNullable(row.getObject(column, LocalDateTime.class));
    }
}
