package org.minori.integration;

import java.time.Duration;
import java.util.List;
import org.minori.web.VitalSigns;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** Whether other systems can be told. */
@Component
class WebhookVitals implements VitalSigns {

    private static final String WEBHOOKS = "/settings/webhooks";

    private final JdbcClient jdbc;

    WebhookVitals(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    @Override
    public List<Sign> read() {
        var failing = failing();
        return List.of(
                new Sign(
                        "webhooks.failing", Unit.COUNT, failing.size(), new Limit(0, Duration.ZERO), WEBHOOKS, failing),
                Sign.of("webhooks.queued", Unit.COUNT, queued(), WEBHOOKS));
    }

    /** One that is switched off calls nobody, so that nothing can fail. */
    private List<Trouble> failing() {
        return jdbc.sql("""
                        SELECT w.webhook_key, w.name, w.failures FROM webhook w
                        WHERE w.failing_since IS NOT NULL AND w.active = TRUE ORDER BY w.name, w.webhook_key
                        """)
                .query((row, number) -> new Trouble(
                        row.getString(1), row.getString(2), row.getLong(3), WEBHOOKS + "/" + row.getString(1)))
                .list();
    }

    private long queued() {
        return jdbc.sql("SELECT COUNT(*) FROM (SELECT 1 AS one FROM webhook_call WHERE due_at IS NOT NULL LIMIT "
                        + MOST_COUNTED + ") calls")
                .query(Long.class)
                .single();
    }
}
