package org.minori.scoring;

import com.github.benmanes.caffeine.cache.Caffeine;
import com.github.benmanes.caffeine.cache.LoadingCache;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.minori.administration.AuditLog;
import org.minori.storage.Utc;
import org.minori.web.InvalidInput;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;
import org.springframework.transaction.support.TransactionSynchronization;
import org.springframework.transaction.support.TransactionSynchronizationManager;

/** The rules by which touchpoints give points. A change counts from then on; what was given stays, with the version that gave it. */
@Service
public class ScoreRules {

    static final int MOST_POINTS = 1_000;
    static final int MOST_TIMES = 20;
    static final int MOST_DAYS = 365;

    private static final Pattern NAME = Pattern.compile("[A-Za-z][A-Za-z0-9._-]{0,63}");
    private static final Pattern KEY = Pattern.compile("[a-z0-9][a-z0-9-]{0,63}");
    private static final int MOST_NAME = 100;
    private static final int MOST_TEXT = 250;

    // Other nodes see a change when their copy is this old.
    private static final Duration REMEMBERED = Duration.ofSeconds(5);

    private final JdbcClient jdbc;
    private final AuditLog audit;
    private final Clock clock;
    private final LoadingCache<Boolean, List<ScoreRule>> rules =
            Caffeine.newBuilder().expireAfterWrite(REMEMBERED).build(key -> load());

    ScoreRules(JdbcClient jdbc, AuditLog audit, Clock clock) {
        this.jdbc = jdbc;
        this.audit = audit;
        this.clock = clock;
    }

    /** All rules in the order of their kinds, read fresh. */
    public List<ScoreRule> all() {
        return load();
    }

    public Optional<ScoreRule> find(String key) {
        return load().stream().filter(rule -> rule.key().equals(key)).findFirst();
    }

    /** All rules as they were at most a few seconds ago. */
    List<ScoreRule> remembered() {
        return rules.get(Boolean.TRUE);
    }

    /** Makes or changes the rule with the key, at the next version; InvalidInput names every fault. */
    @Transactional
    public void save(ScoreRule rule) {
        check(rule);
        int version = find(rule.key()).map(known -> known.version() + 1).orElse(1);
        jdbc.sql("""
                        INSERT INTO score_rule (rule_key, name, event_type, subject, url_pattern, score, points,
                            limit_times, limit_days, version, active, updated_at)
                        VALUES (:key, :name, :type, :subject, :pattern, :score, :points, :times, :days, :version, :active, :now)
                        ON DUPLICATE KEY UPDATE name = VALUES(name), event_type = VALUES(event_type),
                            subject = VALUES(subject), url_pattern = VALUES(url_pattern), score = VALUES(score),
                            points = VALUES(points), limit_times = VALUES(limit_times), limit_days = VALUES(limit_days),
                            version = VALUES(version), active = VALUES(active), updated_at = VALUES(updated_at)""")
                .param("key", rule.key())
                .param("name", rule.name())
                .param("type", rule.eventType())
                .param("subject", rule.subject())
                .param("pattern", rule.urlPattern())
                .param("score", rule.score())
                .param("points", rule.points())
                .param("times", rule.limitTimes())
                .param("days", rule.limitDays())
                .param("version", version)
                .param("active", rule.active())
                .param("now", Utc.of(clock.instant()))
                .update();
        audit.record(
                "scoreRule.saved",
                "scoreRule:" + rule.key(),
                Map.of(
                        "version", Integer.toString(version),
                        "points", Integer.toString(rule.points()),
                        "active", Boolean.toString(rule.active())));
        TransactionSynchronizationManager.registerSynchronization(new TransactionSynchronization() {
            @Override
            public void afterCommit() {
                rules.invalidateAll();
            }
        });
    }

    private void check(ScoreRule rule) {
        var faults = new ArrayList<InvalidInput.FieldError>();
        if (!KEY.matcher(rule.key()).matches()) {
            faults.add(new InvalidInput.FieldError("key", "scoring.error.key"));
        }
        if (!NAME.matcher(rule.eventType()).matches()) {
            faults.add(new InvalidInput.FieldError("eventType", "scoring.error.eventType"));
        }
        if (!NAME.matcher(rule.score()).matches()) {
            faults.add(new InvalidInput.FieldError("score", "scoring.error.score"));
        }
        tooLong(faults, "name", rule.name(), MOST_NAME);
        tooLong(faults, "subject", rule.subject(), MOST_TEXT);
        tooLong(faults, "urlPattern", rule.urlPattern(), MOST_TEXT);
        if (rule.points() == 0 || Math.abs(rule.points()) > MOST_POINTS) {
            faults.add(new InvalidInput.FieldError("points", "scoring.error.points", MOST_POINTS));
        }
        if ((rule.limitTimes() == null) != (rule.limitDays() == null)
                || outside(rule.limitTimes(), MOST_TIMES)
                || outside(rule.limitDays(), MOST_DAYS)) {
            faults.add(new InvalidInput.FieldError("limitTimes", "scoring.error.limit", MOST_TIMES, MOST_DAYS));
        }
        if (!faults.isEmpty()) {
            throw new InvalidInput(faults);
        }
    }

    private static boolean outside(@Nullable Integer number, int most) {
        return number != null && (number < 1 || number > most);
    }

    private static void tooLong(List<InvalidInput.FieldError> faults, String field, @Nullable String text, int most) {
        if (text != null && text.length() > most) {
            faults.add(new InvalidInput.FieldError(field, "scoring.error.length", most));
        }
    }

    private List<ScoreRule> load() {
        return jdbc.sql(
                        "SELECT rule_key, name, event_type, subject, url_pattern, score, points, limit_times, limit_days,"
                                + " version, active FROM score_rule ORDER BY event_type, rule_key")
                .query((rs, row) -> new ScoreRule(
                        rs.getString("rule_key"),
                        rs.getString("name"),
                        rs.getString("event_type"),
                        rs.getString("subject"),
                        rs.getString("url_pattern"),
                        rs.getString("score"),
                        rs.getInt("points"),
                        number(rs, "limit_times"),
                        number(rs, "limit_days"),
                        rs.getInt("version"),
                        rs.getBoolean("active")))
                .list();
    }

    private static @Nullable Integer number(ResultSet rs, String column) throws SQLException {
        int number = rs.getInt(column);
        return rs.wasNull() ? null : number;
    }
}
