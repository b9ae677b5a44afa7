package org.minori.scoring;

import java.util.List;
import org.minori.contacts.ContactId;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Service;

/** Adds up the whole ledger on request and says where a kept sum differs: the proof that scores can be trusted. */
@Service
public class ScoreCheck {

    private final JdbcClient jdbc;

    ScoreCheck(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    /** A score whose kept sum is not that of its ledger. */
    public record Mismatch(ContactId contact, String score, long kept, long ledger) {}

    /** At most so many of those that differ; none is the answer to hope for. */
    public List<Mismatch> mismatches(int most) {
        return jdbc.sql("""
                        SELECT contact_id, score, SUM(kept) AS kept_points, SUM(ledger) AS ledger_points FROM (
                            SELECT contact_id, score, points AS kept, 0 AS ledger FROM contact_score
                            UNION ALL
                            SELECT contact_id, score, 0, SUM(points) FROM score_ledger GROUP BY contact_id, score
                        ) both_sides
                        GROUP BY contact_id, score HAVING SUM(kept) <> SUM(ledger)
                        ORDER BY contact_id LIMIT ?""")
                .param(most)
                .query((rs, row) ->
                        new Mismatch(new ContactId(rs.getLong(1)), rs.getString(2), rs.getLong(3), rs.getLong(4)))
                .list();
    }
}
