package org.minori.delivery;

import java.time.Clock;
import java.time.Duration;
import java.util.List;
import org.minori.storage.Utc;
import org.minori.web.InvariantCheck;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** Every mail is either finished or has a time at which somebody takes it, and none that a sender took is left lying. */
@Component
class NoMailForgottenCheck implements InvariantCheck {

    private static final Duration LEFT_LYING = Duration.ofMinutes(15);

    private final JdbcClient jdbc;
    private final Clock clock;

    NoMailForgottenCheck(JdbcClient jdbc, Clock clock) {
        this.jdbc = jdbc;
        this.clock = clock;
    }

    @Override
    public int order() {
        return 40;
    }

    @Override
    public String messageKey() {
        return "delivery.check.forgotten";
    }

    @Override
    public Finding check() {
        long violations = jdbc.sql(
                        "SELECT COUNT(*) FROM outbox_mail WHERE state IN ('QUEUED', 'CLAIMED', 'HANDED', 'DEFERRED')"
                                + " AND (due_at IS NULL OR (state IN ('CLAIMED', 'HANDED') AND due_at < ?))")
                .param(Utc.of(clock.instant().minus(LEFT_LYING)))
                .query(Long.class)
                .single();
        return new Finding(violations, violations == 0 ? List.of() : List.of("/sending/queue?state=HANDED"));
    }
}
