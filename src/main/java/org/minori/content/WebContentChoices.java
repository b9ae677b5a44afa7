package org.minori.content;

import java.time.Clock;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import org.minori.contacts.ContactErased;
import org.minori.contacts.ContactId;
import org.minori.contacts.ContactsMerged;
import org.minori.storage.BatchedRows;
import org.minori.storage.Utc;
import org.springframework.context.event.EventListener;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/** Which content a contact sees in which slot of the web site; the last choice holds. */
@Service
@Transactional
public class WebContentChoices {

    private static final String CHOOSE = """
            INSERT INTO web_content_choice (contact_id, slot, content, chosen_at) VALUES (?, ?, ?, ?)
            ON DUPLICATE KEY UPDATE content = VALUES(content), chosen_at = VALUES(chosen_at)
            """;

    private final JdbcClient jdbc;
    private final BatchedRows rows;
    private final Clock clock;

    WebContentChoices(JdbcClient jdbc, BatchedRows rows, Clock clock) {
        this.jdbc = jdbc;
        this.rows = rows;
        this.clock = clock;
    }

    /** From now on the contact sees the content in the slot; twice changes nothing. */
    public void choose(String slot, ContactId contact, String content) {
        rows.add(CHOOSE, contact.value(), slot, content, Utc.of(clock.instant()));
    }

    /** What the contact sees in the slot; empty where nothing was chosen. */
    @Transactional(readOnly = true)
    public Optional<String> chosen(String slot, ContactId contact) {
        return Optional.ofNullable(all(contact).get(slot));
    }

    /** All that was chosen for the contact, by slot. */
    @Transactional(readOnly = true)
    public Map<String, String> all(ContactId contact) {
        var chosen = new HashMap<String, String>();
        jdbc.sql("SELECT slot, content FROM web_content_choice WHERE contact_id = ?")
                .param(contact.value())
                .query(row -> {
                    chosen.put(row.getString(1), row.getString(2));
                });
        return chosen;
    }

    /** What the winner sees stays; in slots where it had no choice it sees the loser's. */
    @EventListener
    void merged(ContactsMerged event) {
        jdbc.sql("INSERT IGNORE INTO web_content_choice (contact_id, slot, content, chosen_at)"
                        + " SELECT ?, slot, content, chosen_at FROM web_content_choice WHERE contact_id = ?")
                .params(event.winner().value(), event.loser().value())
                .update();
        forget(event.loser());
    }

    @EventListener
    void erased(ContactErased event) {
        forget(event.contact());
    }

    private void forget(ContactId contact) {
        jdbc.sql("DELETE FROM web_content_choice WHERE contact_id = ?")
                .param(contact.value())
                .update();
    }
}
