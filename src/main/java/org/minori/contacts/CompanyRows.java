package org.minori.contacts;

import java.time.Clock;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.minori.storage.TimeOrderedIds;
import org.minori.storage.Utc;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.stereotype.Component;

/** Finds companies by name and makes those that nobody wrote before. */
@Component
class CompanyRows {

    private static final int LONGEST_KEY = 200;

    private final JdbcTemplate jdbc;
    private final ContactRows rows;
    private final Clock clock;

    CompanyRows(JdbcTemplate jdbc, ContactRows rows, Clock clock) {
        this.jdbc = jdbc;
        this.rows = rows;
        this.clock = clock;
    }

    /** The id of each company by its name as written. */
    Map<String, Long> idsOf(Collection<String> names) {
        var nameByKey = new TreeMap<String, String>();
        names.forEach(name -> nameByKey.putIfAbsent(key(name), name));
        if (nameByKey.isEmpty()) {
            return Map.of();
        }
        var ids = find(nameByKey.keySet());
        var missing = nameByKey.entrySet().stream()
                .filter(entry -> !ids.containsKey(entry.getKey()))
                .toList();
        if (!missing.isEmpty()) {
            create(missing);
            ids.putAll(find(missing.stream().map(Map.Entry::getKey).toList()));
        }
        var idByName = new HashMap<String, Long>();
        for (var name : names) {
            var id = ids.get(key(name));
            if (id != null) {
                idByName.put(name, id);
            }
        }
        return idByName;
    }

    private void create(List<Map.Entry<String, String>> missing) {
        var now = Utc.of(clock.instant());
        jdbc.batchUpdate(
                "INSERT IGNORE INTO company (id, name, name_key, created_at, updated_at) VALUES (?, ?, ?, ?, ?)",
                missing.stream()
                        .map(entry -> new Object[] {TimeOrderedIds.next(), entry.getValue(), entry.getKey(), now, now})
                        .toList());
    }

    private Map<String, Long> find(Collection<String> keys) {
        return rows.byText("SELECT name_key, id FROM company WHERE name_key IN (%s)", keys, id -> id);
    }

    /** Never empty, even for a name of nothing but dots. */
    static String key(String name) {
        var key = Spelling.companyKey(name);
        if (key.isEmpty()) {
            key = name;
        }
        return key.length() <= LONGEST_KEY ? key : key.substring(0, LONGEST_KEY);
    }
}
