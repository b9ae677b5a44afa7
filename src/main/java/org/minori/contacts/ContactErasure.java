package org.minori.contacts;

import java.nio.charset.StandardCharsets;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.minori.administration.AuditLog;
import org.minori.administration.ServerSecrets;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/** Forgets people: every module removes what it knows of them in one transaction; of the consent only a hash proves that it was there. */
@Service
@Transactional
public class ContactErasure {

    private final JdbcTemplate jdbc;
    private final ContactRows rows;
    private final MergeRows merges;
    private final ServerSecrets secrets;
    private final AuditLog audit;
    private final ApplicationEventPublisher events;

    ContactErasure(
            JdbcTemplate jdbc,
            ContactRows rows,
            MergeRows merges,
            ServerSecrets secrets,
            AuditLog audit,
            ApplicationEventPublisher events) {
        this.jdbc = jdbc;
        this.rows = rows;
        this.merges = merges;
        this.secrets = secrets;
        this.audit = audit;
        this.events = events;
    }

    /** Erases on request; ContactNotFound when there is nobody (any more). */
    public void erase(ContactId contact) {
        remove(contact, true);
        audit.record("contact.erased", "contact:" + contact, Map.of());
    }

    /** Takes back a contact that only an import made; whoever it is may come again. */
    void takeBack(ContactId contact) {
        remove(contact, false);
    }

    private void remove(ContactId contact, boolean onRequest) {
        rows.lock(List.of(contact));
        var card = rows.cards(List.of(contact)).get(contact);
        if (card == null) {
            throw new ContactNotFound(contact);
        }
        events.publishEvent(new ContactErased(contact, onRequest));
        long id = contact.value();
        jdbc.update(
                "UPDATE consent_event SET contact_id = NULL, address_hash = ? WHERE contact_id = ?",
                hash(card.email()),
                id);
        jdbc.update("DELETE FROM contact_tag WHERE contact_id = ?", id);
        FieldPlace.tables().forEach(table -> jdbc.update("DELETE FROM " + table + " WHERE contact_id = ?", id));
        jdbc.update("DELETE FROM contact_search WHERE contact_id = ?", id);
        merges.forget(contact);
        jdbc.update("DELETE FROM contact_alias WHERE contact_id = ?", id);
        jdbc.update("DELETE FROM contact_match WHERE contact_id = ?", id);
        jdbc.update("DELETE FROM contact_duplicate WHERE first_id = ? OR second_id = ?", id, id);
        jdbc.update("DELETE FROM contact_import_row WHERE contact_id = ?", id);
        if (card.email() != null) {
            jdbc.update(
                    "DELETE FROM contact_import_error WHERE LOWER(cells) LIKE ? ESCAPE '!'",
                    "%" + card.email().replace("!", "!!").replace("_", "!_").replace("%", "!%") + "%");
        }
        jdbc.update("DELETE FROM contact WHERE id = ?", id);
    }

    private @Nullable String hash(@Nullable String email) {
        return email == null
                ? null
                : HexFormat.of().formatHex(secrets.sign("consent-proof", email.getBytes(StandardCharsets.UTF_8)));
    }
}
