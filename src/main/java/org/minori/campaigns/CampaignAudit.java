package org.minori.campaigns;

import java.util.Optional;
import java.util.Set;
import org.minori.administration.AuditWords;
import org.minori.web.Role;
import org.springframework.stereotype.Component;

/** Names campaigns and audiences in the audit log. */
@Component
class CampaignAudit implements AuditWords {

    private final Campaigns campaigns;
    private final Audiences audiences;

    CampaignAudit(Campaigns campaigns, Audiences audiences) {
        this.campaigns = campaigns;
        this.audiences = audiences;
    }

    @Override
    public String module() {
        return "campaigns";
    }

    @Override
    public Set<String> kinds() {
        return Set.of("campaign", "audience");
    }

    @Override
    public Optional<Thing> find(String kind, String id) {
        if (kind.equals("campaign")) {
            return campaigns.find(id).map(campaign -> new Thing(campaign.name(), null, Role.MARKETER));
        }
        return audiences.all().stream()
                .filter(audience -> audience.key().equals(id))
                .map(audience -> new Thing(audience.name(), "/settings/audiences", Role.MARKETER))
                .findFirst();
    }
}
