package org.minori.delivery;

import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.minori.contacts.ContactCard;
import org.minori.contacts.ContactDirectory;
import org.minori.contacts.ContactErased;
import org.minori.contacts.ContactsMerged;
import org.minori.contacts.ContactsParted;
import org.minori.contacts.MovedRows;
import org.springframework.context.event.EventListener;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** Forgets what delivery knows of a contact: mails that wait are not sent, answers and letters go; the hashed address stays suppressed. */
@Component
class DeliveryErasure {

    private static final Map<String, String> TABLES =
            Map.of("outbox_mail", "id", "mailbox_mail", "id", "suppression", "address_hash");

    private final MovedRows moved;
    private final ContactDirectory contacts;
    private final Suppressions suppressions;
    private final Mailbox mailbox;
    private final JdbcClient jdbc;

    DeliveryErasure(
            MovedRows moved, ContactDirectory contacts, Suppressions suppressions, Mailbox mailbox, JdbcClient jdbc) {
        this.moved = moved;
        this.contacts = contacts;
        this.suppressions = suppressions;
        this.mailbox = mailbox;
        this.jdbc = jdbc;
    }

    /** Mails that wait go to the winner; who refused mail to one of the addresses refused it to both. */
    @EventListener
    void move(ContactsMerged merged) {
        var addresses = contacts.cards(List.of(merged.winner(), merged.loser())).values().stream()
                .map(ContactCard::email)
                .filter(Objects::nonNull)
                .toList();
        suppressions.of(addresses).values().stream()
                .filter(reason -> !reason.stopsEverything())
                .min(Comparator.naturalOrder())
                .ifPresent(reason ->
                        addresses.forEach(address -> suppressions.add(address, reason, merged.winner(), null)));
        TABLES.forEach((table, key) -> moved.move(merged, table, key));
    }

    /** A refusal that came to both addresses stays with both: it is taken back by the person alone. */
    @EventListener
    void moveBack(ContactsParted parted) {
        TABLES.forEach((table, key) -> moved.back(parted, table, key));
    }

    @EventListener
    void forget(ContactErased erased) {
        var contact = erased.contact();
        if (erased.onRequest()) {
            contacts.find(contact)
                    .map(ContactCard::email)
                    .ifPresent(address -> suppressions.add(address, Suppressions.Reason.ERASED, null, null));
            contacts.formerEmails(contact)
                    .forEach(address -> suppressions.add(address, Suppressions.Reason.ERASED, null, null));
        }
        suppressions.forget(contact);
        mailbox.forget(contact);
        jdbc.sql("UPDATE outbox_mail SET state = 'SUPPRESSED', reason = 'erased', owner = NULL, due_at = NULL"
                        + " WHERE contact_id = ? AND state IN ('QUEUED', 'CLAIMED', 'HANDED', 'DEFERRED')")
                .param(contact.value())
                .update();
        jdbc.sql("UPDATE outbox_mail SET answer = NULL WHERE contact_id = ?")
                .param(contact.value())
                .update();
    }
}
