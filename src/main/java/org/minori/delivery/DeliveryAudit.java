package org.minori.delivery;

import java.util.Optional;
import java.util.Set;
import org.minori.administration.AuditWords;
import org.minori.web.Role;
import org.springframework.stereotype.Component;

/** Names mails and suppressed addresses in the audit log: addresses are in no page, so the list stands for them. */
@Component
class DeliveryAudit implements AuditWords {

    @Override
    public String module() {
        return "delivery";
    }

    @Override
    public Set<String> kinds() {
        return Set.of("mail", "suppression");
    }

    @Override
    public Optional<Thing> find(String kind, String id) {
        return Optional.of(
                kind.equals("mail")
                        ? new Thing("", "/sending/queue", Role.OPERATOR)
                        : new Thing("", "/sending/suppressions", Role.OPERATOR));
    }
}
