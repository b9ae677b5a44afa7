package org.minori.contacts;

import java.util.Optional;
import java.util.Set;
import org.minori.administration.AuditWords;
import org.minori.web.Role;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** Names contacts and imports in the audit log. */
@Component
class ContactAudit implements AuditWords {

    private final ContactDirectory contacts;
    private final JdbcClient jdbc;

    ContactAudit(ContactDirectory contacts, JdbcClient jdbc) {
        this.contacts = contacts;
        this.jdbc = jdbc;
    }

    @Override
    public String module() {
        return "contacts";
    }

    @Override
    public Set<String> kinds() {
        return Set.of("contact", "contacts", "import");
    }

    @Override
    public Optional<Thing> find(String kind, String id) {
        return switch (kind) {
            case "contact" -> contact(id);
            case "import" -> file(id);
            default -> Optional.empty();
        };
    }

    private Optional<Thing> contact(String id) {
        return contacts.find(ContactId.of(id))
                .map(contact -> new Thing(contact.displayName(), "/contacts/" + id, Role.OPERATOR));
    }

    private Optional<Thing> file(String id) {
        return jdbc.sql("SELECT file_name FROM contact_import WHERE id = ?")
                .param(id)
                .query(String.class)
                .optional()
                .map(name -> new Thing(name, "/contacts/imports/" + id, Role.MARKETER));
    }
}
