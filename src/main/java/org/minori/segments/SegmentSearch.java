package org.minori.segments;

import java.util.List;
import java.util.Locale;
import java.util.Set;
import org.minori.web.Role;
import org.minori.web.SearchHit;
import org.minori.web.SearchSource;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** Lets the search over everything find segments by name and key. */
@Component
class SegmentSearch implements SearchSource {

    private final JdbcClient jdbc;

    SegmentSearch(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    @Override
    public List<SearchHit> find(String text, int limit, Set<Role> roles) {
        if (!roles.contains(Role.MARKETER) && !roles.contains(Role.OPERATOR) && !roles.contains(Role.ADMIN)) {
            return List.of();
        }
        var pattern = "%" + SqlText.literalPattern(text.strip().toLowerCase(Locale.ROOT)) + "%";
        return jdbc.sql("SELECT segment_key, name FROM segment WHERE LOWER(name) LIKE ? ESCAPE '!'"
                        + " OR segment_key LIKE ? ESCAPE '!' ORDER BY name LIMIT ?")
                .params(pattern, pattern, limit)
                .query((row, number) -> new SearchHit(
                        "segments.search.kind",
                        row.getString("name"),
                        row.getString("segment_key"),
                        "/segments/" + row.getString("segment_key")))
                .list();
    }
}
