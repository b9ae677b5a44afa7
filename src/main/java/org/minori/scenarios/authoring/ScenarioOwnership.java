package org.minori.scenarios.authoring;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.minori.administration.AuditLog;
import org.minori.administration.User;
import org.minori.administration.UserAccounts;
import org.minori.administration.UserId;
import org.minori.campaigns.Campaigns;
import org.minori.web.InvalidInput;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/** Who answers for a scenario, and to which campaign it belongs. */
@Service
@Transactional
public class ScenarioOwnership {

    private final JdbcClient jdbc;
    private final UserAccounts users;
    private final Campaigns campaigns;
    private final AuditLog audit;

    ScenarioOwnership(JdbcClient jdbc, UserAccounts users, Campaigns campaigns, AuditLog audit) {
        this.jdbc = jdbc;
        this.users = users;
        this.campaigns = campaigns;
        this.audit = audit;
    }

    /** What is known of one scenario; null where nothing is. */
    public record Ownership(@Nullable User owner, Campaigns.@Nullable Campaign campaign) {}

    /** Those who can answer for one. */
    @Transactional(readOnly = true)
    public List<User> candidates() {
        return users.all().stream().filter(User::active).toList();
    }

    @Transactional(readOnly = true)
    public Ownership of(String scenario) {
        return jdbc.sql("SELECT owner_id, campaign_key FROM scenario WHERE scenario_key = :key")
                .param("key", scenario)
                .query((row, number) -> new Ownership(
                        Optional.ofNullable(row.getObject(1, Long.class))
                                .flatMap(id -> users.find(new UserId(id)))
                                .orElse(null),
                        Optional.ofNullable(row.getString(2))
                                .flatMap(campaigns::find)
                                .orElse(null)))
                .optional()
                .orElseThrow(() -> new ScenarioNotFound(scenario));
    }

    /** Who answers for which scenario, where somebody does. */
    @Transactional(readOnly = true)
    public Map<String, User> owners() {
        var owners = new HashMap<String, User>();
        jdbc.sql("SELECT scenario_key, owner_id FROM scenario WHERE owner_id IS NOT NULL")
                .query(row -> {
                    var scenario = row.getString(1);
                    users.find(new UserId(row.getLong(2)))
                            .filter(User::active)
                            .ifPresent(owner -> owners.put(scenario, owner));
                });
        return owners;
    }

    /**
     * Says both anew.
     *
     * @param owner a user's id, or nothing
     * @param campaign a name, made when there is no such campaign yet, or nothing
     */
    public void set(String scenario, String owner, String campaign) {
        var before = of(scenario);
        var user = owner.isBlank() ? null : known(owner);
        var belongsTo = campaign.isBlank() ? null : campaigns.named(campaign);
        jdbc.sql("UPDATE scenario SET owner_id = :owner, campaign_key = :campaign WHERE scenario_key = :key")
                .param("owner", user == null ? null : user.id().value())
                .param("campaign", belongsTo == null ? null : belongsTo.key())
                .param("key", scenario)
                .update();
        audit.record(
                "scenario.ownershipChanged",
                "scenario:" + scenario,
                Map.of("before", said(before), "after", said(new Ownership(user, belongsTo))));
    }

    private static String said(Ownership ownership) {
        var owner = ownership.owner();
        var campaign = ownership.campaign();
        return (owner == null ? "-" : owner.id().toString()) + " " + (campaign == null ? "-" : campaign.key());
    }

    private User known(String owner) {
        return candidates().stream()
                .filter(user -> user.id().toString().equals(owner))
                .findFirst()
                .orElseThrow(() -> new InvalidInput("owner", "authoring.owner.unknown"));
    }
}
