package org.minori.segments;

import java.time.Clock;
import org.minori.contacts.ContactId;
import org.minori.storage.BatchedRows;
import org.minori.storage.Utc;
import org.minori.web.InvalidInput;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** Segments whose members were put on a list one by one. */
@Component
class FixedLists {

    private final JdbcClient jdbc;
    private final BatchedRows rows;
    private final SegmentShelf shelf;
    private final Clock clock;

    FixedLists(JdbcClient jdbc, BatchedRows rows, SegmentShelf shelf, Clock clock) {
        this.jdbc = jdbc;
        this.rows = rows;
        this.shelf = shelf;
        this.clock = clock;
    }

    void add(String key, ContactId contact) {
        requireList(key);
        rows.add(
                "INSERT IGNORE INTO segment_contact (segment_key, contact_id, added_at) VALUES (?, ?, ?)",
                key,
                contact.value(),
                Utc.of(clock.instant()));
    }

    void remove(String key, ContactId contact) {
        requireList(key);
        rows.flush();
        jdbc.sql("DELETE FROM segment_contact WHERE segment_key = ? AND contact_id = ?")
                .params(key, contact.value())
                .update();
    }

    private void requireList(String key) {
        var meaning = shelf.meaning(key).orElseThrow(() -> new SegmentNotFound(key));
        if (!(meaning instanceof RuleSql.Meaning.ByList)) {
            throw new InvalidInput("segment", "segments.notAList", key);
        }
    }

    void forget(ContactId contact) {
        jdbc.sql("DELETE FROM segment_contact WHERE contact_id = ?")
                .param(contact.value())
                .update();
    }
}
