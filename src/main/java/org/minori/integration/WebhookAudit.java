package org.minori.integration;

import java.util.Optional;
import java.util.Set;
import org.minori.administration.AuditWords;
import org.minori.web.Role;
import org.springframework.stereotype.Component;

/** Names webhooks in the audit log. */
@Component
class WebhookAudit implements AuditWords {

    private final Webhooks webhooks;

    WebhookAudit(Webhooks webhooks) {
        this.webhooks = webhooks;
    }

    @Override
    public String module() {
        return "integration";
    }

    @Override
    public Set<String> kinds() {
        return Set.of("webhook");
    }

    @Override
    public Optional<Thing> find(String kind, String id) {
        return webhooks.find(id).map(webhook -> new Thing(webhook.name(), "/settings/webhooks/" + id, Role.ADMIN));
    }
}
