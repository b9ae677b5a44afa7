package org.minori.contacts;

import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;
import org.minori.storage.Utc;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/** What happened among contacts lately, for the home page. */
@Service
@Transactional(readOnly = true)
public class ContactTotals {

    private final JdbcTemplate jdbc;

    ContactTotals(JdbcTemplate jdbc) {
        this.jdbc = jdbc;
    }

    /** How many came since then, by where they came from, most first. */
    public Map<String, Long> newSince(Instant since) {
        var bySource = new LinkedHashMap<String, Long>();
        jdbc.query(
                "SELECT source, COUNT(*) AS n FROM contact WHERE created_at >= ? GROUP BY source ORDER BY n DESC, source",
                row -> {
                    bySource.put(row.getString(1), row.getLong(2));
                },
                Utc.of(since));
        return bySource;
    }

    /** Whether there is anybody at all. */
    public boolean isEmpty() {
        return jdbc.queryForList("SELECT id FROM contact LIMIT 1", Long.class).isEmpty();
    }
}
