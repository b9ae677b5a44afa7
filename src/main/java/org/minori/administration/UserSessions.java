package org.minori.administration;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDateTime;
import java.util.List;
import java.util.Optional;
import org.minori.storage.TimeOrderedIds;
import org.minori.storage.Utc;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.scheduling.annotation.Scheduled;
import org.springframework.security.core.context.SecurityContextHolder;
import org.springframework.stereotype.Service;

/**
 * Who is signed in where. Sessions are rows, so that every node knows them, a restart signs nobody out, and ending one
 * ends it everywhere within seconds.
 */
@Service
public class UserSessions {

    private static final Duration REMEMBERED = Duration.ofSeconds(3);
    private static final Duration SEEN_IS_WRITTEN_EVERY = Duration.ofMinutes(1);

    private final JdbcClient jdbc;
    private final UserRows users;
    private final Clock clock;
    private final Duration idle;
    private final Duration lifetime;
    private final Cache<String, SessionUser> known = Caffeine.newBuilder()
            .expireAfterWrite(REMEMBERED)
            .maximumSize(10_000)
            .build();

    UserSessions(JdbcClient jdbc, UserRows users, Clock clock, AdministrationSettings settings) {
        this.jdbc = jdbc;
        this.users = users;
        this.clock = clock;
        this.idle = settings.sessionIdle();
        this.lifetime = settings.sessionLifetime();
    }

    /** One place where a user is signed in. */
    public record Session(long id, Instant since, Instant seen, String address, String agent) {}

    private record Stored(Session session, UserId user) {}

    /** Where the user is signed in, the latest first. */
    public List<Session> of(UserId user) {
        return jdbc
                .sql("SELECT * FROM user_session WHERE user_id = ? ORDER BY seen_at DESC")
                .param(user.value())
                .query(UserSessions::stored)
                .list()
                .stream()
                .map(Stored::session)
                .filter(this::alive)
                .toList();
    }

    /** The session of the request that this thread answers; 0 for none. */
    public long current() {
        var authentication = SecurityContextHolder.getContext().getAuthentication();
        return authentication != null && authentication.getPrincipal() instanceof SessionUser user
                ? user.sessionId()
                : 0;
    }

    /** Signs the user out everywhere but in the given session. */
    public void endOthers(UserId user, long keep) {
        jdbc.sql("DELETE FROM user_session WHERE user_id = ? AND id <> ?")
                .params(user.value(), keep)
                .update();
        known.invalidateAll();
    }

    /** Signs the user out in one place; another user's session stays. */
    public void end(UserId user, long session) {
        jdbc.sql("DELETE FROM user_session WHERE user_id = ? AND id = ?")
                .params(user.value(), session)
                .update();
        known.invalidateAll();
    }

    /** Signs the user out everywhere. */
    public void endAll(UserId user) {
        endOthers(user, 0);
    }

    /** What was read of users is read again; other nodes do so within seconds. */
    void forget() {
        known.invalidateAll();
    }

    /** Starts a session and gives its token, which only the browser keeps. */
    String start(UserId user, String address, String agent) {
        var token = Hashes.randomSecret();
        var now = Utc.of(clock.instant());
        jdbc.sql("""
                        INSERT INTO user_session (id, token_hash, user_id, created_at, seen_at, address, agent)
                        VALUES (?, ?, ?, ?, ?, ?, ?)""")
                .params(
                        TimeOrderedIds.next(),
                        Hashes.sha256(token),
                        user.value(),
                        now,
                        now,
                        address,
                        agent.length() <= 200 ? agent : agent.substring(0, 200))
                .update();
        return token;
    }

    Optional<SessionUser> find(String token) {
        var hash = Hashes.sha256(token);
        return Optional.ofNullable(known.get(hash, key -> read(key).orElse(null)));
    }

    void end(String token) {
        var hash = Hashes.sha256(token);
        jdbc.sql("DELETE FROM user_session WHERE token_hash = ?").param(hash).update();
        known.invalidate(hash);
    }

    /** Removes the sessions that are over. */
    @Scheduled(fixedDelay = 600_000, initialDelay = 60_000)
    void removeEnded() {
        var now = clock.instant();
        jdbc.sql("DELETE FROM user_session WHERE seen_at < ? OR created_at < ?")
                .params(Utc.of(now.minus(idle).minus(SEEN_IS_WRITTEN_EVERY)), Utc.of(now.minus(lifetime)))
                .update();
    }

    private Optional<SessionUser> read(String hash) {
        var stored = jdbc.sql("SELECT * FROM user_session WHERE token_hash = ?")
                .param(hash)
                .query(UserSessions::stored)
                .optional()
                .filter(found -> alive(found.session()));
        stored.map(Stored::session).ifPresent(this::seen);
        return stored.flatMap(found -> users.find(found.user())
                .filter(User::active)
                .map(user -> new SessionUser(
                        user.id(),
                        user.email(),
                        user.name(),
                        user.roles(),
                        user.timeZone(),
                        found.session().id())));
    }

    private boolean alive(Session session) {
        var now = clock.instant();
        return session.seen().plus(idle).isAfter(now)
                && session.since().plus(lifetime).isAfter(now);
    }

    private void seen(Session session) {
        var now = clock.instant();
        if (session.seen().plus(SEEN_IS_WRITTEN_EVERY).isBefore(now)) {
            jdbc.sql("UPDATE user_session SET seen_at = ? WHERE id = ?")
                    .params(Utc.of(now), session.id())
                    .update();
        }
    }

    private static Stored stored(ResultSet row, int number) throws SQLException {
        return new Stored(
                new Session(
                        row.getLong("id"),
                        Utc.toInstant(row.getObject("created_at", LocalDateTime.class)),
                        Utc.toInstant(row.getObject("seen_at", LocalDateTime.class)),
                        row.getString("address"),
                        row.getString("agent")),
                new UserId(row.getLong("user_id")));
    }
}
