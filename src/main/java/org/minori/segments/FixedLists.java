package org.minori.segments;

import java.time.Clock;
import java.util.LinkedHashMap;
import java.util.Map;
import org.minori.contacts.ContactId;
import org.minori.storage.BatchedRows;
import org.minori.storage.Utc;
import org.minori.web.InvalidInput;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** Segments whose members were put on a list one by one. */
@Component
class FixedLists {

    private static final String ADD =
            "INSERT IGNORE INTO segment_contact (segment_key, contact_id, added_at) VALUES (?, ?, ?)";
    private static final String REMOVE = "DELETE FROM segment_contact WHERE segment_key = ? AND contact_id = ?";

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

    private record Place(String key, ContactId contact) {}

    /** What one transaction does to the lists: of several words about one place the last holds, whatever the order in which batches are written. */
    private final class Changes implements BatchedRows.Collector {

        private final Map<Place, Boolean> listed = new LinkedHashMap<>();

        @Override
        public boolean settle() {
            if (listed.isEmpty()) {
                return false;
            }
            var now = Utc.of(clock.instant());
            listed.forEach((place, on) -> {
                if (on) {
                    rows.add(ADD, place.key(), place.contact().value(), now);
                } else {
                    rows.add(REMOVE, place.key(), place.contact().value());
                }
            });
            listed.clear();
            return true;
        }
    }

    void add(String key, ContactId contact) {
        put(key, contact, true);
    }

    void remove(String key, ContactId contact) {
        put(key, contact, false);
    }

    private void put(String key, ContactId contact, boolean on) {
        requireList(key);
        rows.collector(Changes.class, Changes::new).listed.put(new Place(key, contact), on);
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
