package org.minori.campaigns;

import java.time.Clock;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.minori.administration.AuditLog;
import org.minori.storage.TimeOrderedIds;
import org.minori.storage.Utc;
import org.minori.web.InvalidInput;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/** The campaigns to which scenarios and all that else costs money and has an effect belong. */
@Service
@Transactional
public class Campaigns {

    private static final int LONGEST_NAME = 100;
    private static final int RADIX = 36;

    private final JdbcClient jdbc;
    private final AuditLog audit;
    private final Clock clock;

    Campaigns(JdbcClient jdbc, AuditLog audit, Clock clock) {
        this.jdbc = jdbc;
        this.audit = audit;
        this.clock = clock;
    }

    /** One of them. */
    public record Campaign(String key, String name) {}

    /** All of them, by name. */
    @Transactional(readOnly = true)
    public List<Campaign> all() {
        return jdbc.sql("SELECT campaign_key, name FROM campaign ORDER BY name, campaign_key")
                .query((row, number) -> new Campaign(row.getString(1), row.getString(2)))
                .list();
    }

    @Transactional(readOnly = true)
    public Optional<Campaign> find(String key) {
        return jdbc.sql("SELECT campaign_key, name FROM campaign WHERE campaign_key = :key")
                .param("key", key)
                .query((row, number) -> new Campaign(row.getString(1), row.getString(2)))
                .optional();
    }

    /** The campaign of the name, made when there is none yet; InvalidInput when it is no name. */
    public Campaign named(String name) {
        var text = name.strip();
        if (text.isEmpty() || text.length() > LONGEST_NAME) {
            throw new InvalidInput("campaign", "campaigns.name.invalid", LONGEST_NAME);
        }
        return all().stream()
                .filter(campaign -> campaign.name().equals(text))
                .findFirst()
                .orElseGet(() -> make(text));
    }

    private Campaign make(String name) {
        var key = "campaign-" + Long.toString(TimeOrderedIds.next(), RADIX);
        jdbc.sql("INSERT INTO campaign (campaign_key, name, created_at) VALUES (:key, :name, :now)")
                .param("key", key)
                .param("name", name)
                .param("now", Utc.of(clock.instant()))
                .update();
        audit.record("campaign.created", "campaign:" + key, Map.of("name", name));
        return new Campaign(key, name);
    }
}
