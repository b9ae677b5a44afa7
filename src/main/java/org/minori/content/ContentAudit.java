package org.minori.content;

import java.util.Optional;
import java.util.Set;
import org.minori.administration.AuditWords;
import org.minori.web.Role;
import org.springframework.stereotype.Component;

/** Names e-mails and the sender in the audit log. */
@Component
class ContentAudit implements AuditWords {

    private final EmailEditing emails;

    ContentAudit(EmailEditing emails) {
        this.emails = emails;
    }

    @Override
    public String module() {
        return "content";
    }

    @Override
    public Set<String> kinds() {
        return Set.of("email", "sender");
    }

    @Override
    public Optional<Thing> find(String kind, String id) {
        return emails.current(id).map(email -> new Thing(email.draft().name(), "/content/emails/" + id, Role.MARKETER));
    }
}
