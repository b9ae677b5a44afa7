package org.minori.integration;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Clock;
import java.time.LocalDateTime;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.minori.administration.AuditLog;
import org.minori.outbound.AddressRefused;
import org.minori.outbound.OutboundHttp;
import org.minori.storage.BatchedRows;
import org.minori.storage.TimeOrderedIds;
import org.minori.storage.Utc;
import org.minori.web.InvalidInput;
import org.minori.web.InvalidInput.FieldError;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/** Where other systems want to be called, and the wishes to call them. */
@Service
@Transactional
public class Webhooks {

    private static final String KEY = "[a-z0-9][a-z0-9-]{0,63}";
    private static final int LONGEST_NAME = 100;
    private static final int LONGEST_URL = 1_000;
    private static final int SHORTEST_SECRET = 16;
    private static final int LONGEST_SECRET = 200;
    private static final String SELECT = """
            SELECT w.webhook_key, w.name, w.url, w.active, w.alerts, w.failing_since, w.last_answer, w.last_call_at,
              (SELECT COUNT(*) FROM webhook_call c WHERE c.webhook_key = w.webhook_key AND c.state = 'QUEUED') AS waiting,
              (SELECT COUNT(*) FROM webhook_call c WHERE c.webhook_key = w.webhook_key AND c.state = 'FAILED') AS failed
            FROM webhook w
            """;

    private final JdbcClient jdbc;
    private final BatchedRows rows;
    private final SecretBox secrets;
    private final OutboundHttp http;
    private final AuditLog audit;
    private final ObjectMapper json;
    private final ObjectProvider<WebhookUse> users;
    private final Clock clock;

    Webhooks(
            JdbcClient jdbc,
            BatchedRows rows,
            SecretBox secrets,
            OutboundHttp http,
            AuditLog audit,
            ObjectMapper json,
            ObjectProvider<WebhookUse> users,
            Clock clock) {
        this.jdbc = jdbc;
        this.rows = rows;
        this.secrets = secrets;
        this.http = http;
        this.audit = audit;
        this.json = json;
        this.users = users;
        this.clock = clock;
    }

    /**
     * What makes or changes a webhook; a secret that is not given is made or stays.
     *
     * @param alerts whether it hears of the installation's alerts
     */
    public record Definition(
            String name, String url, @Nullable String secret, boolean active, boolean alerts) {}

    /** Notes that the webhook is to be called, once per word, in the running transaction; a worker calls it after the commit. */
    public void call(WebhookCall call) {
        note(call, null);
    }

    /**
     * Notes that all webhooks that hear of alerts are to be called with this, once per word. It waits as it is, so it must be
     * about nobody.
     */
    public void announce(String once, String event, Map<String, Object> about) {
        var words = written(about);
        jdbc.sql("SELECT webhook_key FROM webhook WHERE active = TRUE AND alerts = TRUE")
                .query(String.class)
                .list()
                .forEach(key -> note(new WebhookCall(once + ":" + key, key, event, null, null, null, null), words));
    }

    private String written(Map<String, Object> about) {
        try {
            return json.writeValueAsString(about);
        } catch (JsonProcessingException impossible) {
            throw new IllegalStateException(impossible);
        }
    }

    private void note(WebhookCall call, @Nullable String about) {
        rows.add(
                """
                INSERT IGNORE INTO webhook_call
                  (id, once_key, webhook_key, event, contact_id, scenario_key, scenario_name, step, about, state, attempt,
                   tries, due_at, created_at)
                VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, 'QUEUED', 0, 0, ?, ?)
                """,
                TimeOrderedIds.next(),
                call.once(),
                call.webhook(),
                call.event(),
                call.contact() == null ? null : call.contact().value(),
                call.scenario(),
                call.scenarioName(),
                call.step(),
                about,
                Utc.of(clock.instant()),
                Utc.of(clock.instant()));
    }

    /** All of them, by name. */
    @Transactional(readOnly = true)
    public List<WebhookView> all() {
        return jdbc.sql(SELECT + "ORDER BY w.name, w.webhook_key")
                .query(Webhooks::view)
                .list();
    }

    @Transactional(readOnly = true)
    public Optional<WebhookView> find(String key) {
        return jdbc.sql(SELECT + "WHERE w.webhook_key = ?")
                .param(key)
                .query(Webhooks::view)
                .optional();
    }

    /**
     * Makes a webhook; WebhookConflict when the key is taken.
     *
     * @return its secret, for the one time that it is shown
     */
    public String create(String key, Definition definition) {
        check(key, definition);
        var secret = definition.secret() == null ? secrets.fresh() : definition.secret();
        int added = jdbc.sql("""
                        INSERT IGNORE INTO webhook (webhook_key, name, url, secret, active, alerts, failures, created_at)
                        VALUES (?, ?, ?, ?, ?, ?, 0, ?)
                        """)
                .params(
                        key,
                        definition.name().strip(),
                        definition.url().strip(),
                        secrets.close(secret),
                        definition.active(),
                        definition.alerts(),
                        Utc.of(clock.instant()))
                .update();
        if (added == 0) {
            throw WebhookConflict.taken(key);
        }
        audit.record("webhook.created", "webhook:" + key, Map.of("url", definition.url()));
        return secret;
    }

    /** Changes it; calls that wait go to the new address at once. */
    public void change(String key, Definition definition) {
        check(key, definition);
        int changed = jdbc.sql("""
                        UPDATE webhook SET name = ?, url = ?, active = ?, alerts = ?, failures = 0, resting_until = NULL
                        WHERE webhook_key = ?
                        """)
                .params(
                        definition.name().strip(),
                        definition.url().strip(),
                        definition.active(),
                        definition.alerts(),
                        key)
                .update();
        if (changed == 0) {
            throw new WebhookNotFound(key);
        }
        var secret = definition.secret();
        if (secret != null) {
            jdbc.sql("UPDATE webhook SET secret = ? WHERE webhook_key = ?")
                    .params(secrets.close(secret), key)
                    .update();
        }
        audit.record(
                "webhook.changed",
                "webhook:" + key,
                Map.of("url", definition.url(), "secret", secret == null ? "kept" : "replaced"));
    }

    /** Removes it with its calls; WebhookConflict when a scenario calls it. */
    public void delete(String key) {
        var webhook = find(key).orElseThrow(() -> new WebhookNotFound(key));
        var inUse = users.stream().flatMap(use -> use.usersOf(key).stream()).toList();
        if (!inUse.isEmpty()) {
            throw WebhookConflict.inUse(webhook.name(), inUse);
        }
        jdbc.sql("DELETE FROM webhook_call WHERE webhook_key = ?").param(key).update();
        jdbc.sql("DELETE FROM webhook WHERE webhook_key = ?").param(key).update();
        audit.record("webhook.deleted", "webhook:" + key, Map.of("name", webhook.name(), "url", webhook.url()));
    }

    /** Asks for a call without a contact, to see whether the other side answers. */
    public void test(String key) {
        wake(key);
        call(new WebhookCall("test:" + TimeOrderedIds.next(), key, "test", null, null, null, null));
    }

    /** Lets all calls that were given up try again; how many. */
    public int retry(String key) {
        wake(key);
        int retried = jdbc.sql("""
                        UPDATE webhook_call SET state = 'QUEUED', tries = 0, due_at = ?, ended_at = NULL
                        WHERE webhook_key = ? AND state = 'FAILED'
                        """).params(Utc.of(clock.instant()), key).update();
        audit.record("webhook.retried", "webhook:" + key, Map.of("count", Integer.toString(retried)));
        return retried;
    }

    private void wake(String key) {
        if (find(key).isEmpty()) {
            throw new WebhookNotFound(key);
        }
        jdbc.sql("UPDATE webhook SET resting_until = NULL WHERE webhook_key = ?")
                .param(key)
                .update();
    }

    private void check(String key, Definition definition) {
        var faults = new ArrayList<FieldError>();
        if (!key.matches(KEY) || key.equals("new")) {
            faults.add(new FieldError("key", "integration.error.key"));
        }
        if (definition.name().isBlank() || definition.name().strip().length() > LONGEST_NAME) {
            faults.add(new FieldError("name", "integration.error.name", LONGEST_NAME));
        }
        if (definition.url().length() > LONGEST_URL || !mayBeCalled(definition.url())) {
            faults.add(new FieldError("url", "integration.error.url"));
        }
        var secret = definition.secret();
        if (secret != null && (secret.length() < SHORTEST_SECRET || secret.length() > LONGEST_SECRET)) {
            faults.add(new FieldError("secret", "integration.error.secret", SHORTEST_SECRET, LONGEST_SECRET));
        }
        if (!faults.isEmpty()) {
            throw new InvalidInput(faults);
        }
    }

    private boolean mayBeCalled(String url) {
        try {
            http.check(url);
            return true;
        } catch (AddressRefused refused) {
            return false;
        }
    }

    private static WebhookView view(ResultSet row, int number) throws SQLException {
        return new WebhookView(
                row.getString("webhook_key"),
                row.getString("name"),
                row.getString("url"),
                row.getBoolean("active"),
                row.getBoolean("alerts"),
                Utc.toInstantNullable(row.getObject("failing_since", LocalDateTime.class)),
                row.getString("last_answer"),
                Utc.toInstantNullable(row.getObject("last_call_at", LocalDateTime.class)),
                row.getLong("waiting"),
                row.getLong("failed"));
    }
}
