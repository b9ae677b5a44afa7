package org.minori.administration;

import java.time.Clock;
import java.time.Duration;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.minori.storage.Utc;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** Links that open one door once: the set-up of the first administrator, the choice of a password. */
@Component
class OneTimeLinks {

    private final JdbcClient jdbc;
    private final Clock clock;

    OneTimeLinks(JdbcClient jdbc, Clock clock) {
        this.jdbc = jdbc;
        this.clock = clock;
    }

    enum Purpose {
        SETUP,
        PASSWORD
    }

    /** Makes a link's token; a user's earlier ones of that purpose end. */
    String make(Purpose purpose, @Nullable UserId user, Duration valid) {
        if (user != null) {
            end(purpose, user);
        }
        var token = Hashes.randomSecret();
        var now = clock.instant();
        jdbc.sql(
                        "INSERT INTO one_time_link (token_hash, purpose, user_id, created_at, expires_at) VALUES (?, ?, ?, ?, ?)")
                .params(
                        Hashes.sha256(token),
                        purpose.name(),
                        user == null ? null : user.value(),
                        Utc.of(now),
                        Utc.of(now.plus(valid)))
                .update();
        return token;
    }

    /** Whose link it is (0 for nobody's), if it still opens something. */
    Optional<UserId> look(Purpose purpose, String token) {
        return jdbc.sql("""
                        SELECT COALESCE(user_id, 0) FROM one_time_link
                        WHERE token_hash = ? AND purpose = ? AND expires_at > ?""")
                .params(Hashes.sha256(token), purpose.name(), Utc.of(clock.instant()))
                .query(Long.class)
                .optional()
                .map(UserId::new);
    }

    /** Uses the link up; of two who try at once one gets it. */
    Optional<UserId> use(Purpose purpose, String token) {
        return look(purpose, token)
                .filter(user -> jdbc.sql("DELETE FROM one_time_link WHERE token_hash = ?")
                                .param(Hashes.sha256(token))
                                .update()
                        == 1);
    }

    void end(Purpose purpose, UserId user) {
        jdbc.sql("DELETE FROM one_time_link WHERE purpose = ? AND user_id = ?")
                .params(purpose.name(), user.value())
                .update();
    }

    void endAll(Purpose purpose) {
        jdbc.sql("DELETE FROM one_time_link WHERE purpose = ?")
                .param(purpose.name())
                .update();
    }
}
