package org.minori.contacts;

import java.util.List;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.stereotype.Service;

/** Moves rows of one contact to another when the two are merged, and back when that is undone; names of tables and columns are the callers' own words. */
@Service
public class MovedRows {

    private static final String GAINED = "+";

    private final JdbcTemplate jdbc;

    MovedRows(JdbcTemplate jdbc) {
        this.jdbc = jdbc;
    }

    /** Gives all rows of the loser to the winner. */
    public void move(ContactsMerged merge, String table, String key) {
        note(merge, table, key);
        jdbc.update(
                "UPDATE " + table + " SET contact_id = ? WHERE contact_id = ?",
                merge.winner().value(),
                merge.loser().value());
    }

    private void note(ContactsMerged merge, String table, String key) {
        jdbc.update(
                "INSERT INTO contact_merge_row (merge_id, part, row_key) SELECT ?, ?, CONCAT(" + key + ", '') FROM "
                        + table + " WHERE contact_id = ?",
                merge.merge(),
                table,
                merge.loser().value());
    }

    /** Gives back the rows that were moved and are the winner's still. */
    public void back(ContactsParted parted, String table, String key) {
        for (var moved : keys(parted.merge(), table)) {
            jdbc.update(
                    "UPDATE " + table + " SET contact_id = ? WHERE " + key + " = ? AND contact_id = ?",
                    parted.loser().value(),
                    key.equals("id") ? Long.valueOf(moved) : moved,
                    parted.winner().value());
        }
    }

    /** The keys of the rows that a merge took from the loser. */
    public List<String> keys(long merge, String table) {
        return jdbc.queryForList(
                "SELECT row_key FROM contact_merge_row WHERE merge_id = ? AND part = ?", String.class, merge, table);
    }

    /** Puts the winner wherever the loser was, in a table with one row for each key and contact and one more column. */
    public void union(ContactsMerged merge, String table, String key, String column) {
        note(merge, table, key);
        jdbc.update(
                "INSERT INTO contact_merge_row (merge_id, part, row_key) SELECT ?, ?, " + key + " FROM " + table
                        + " WHERE contact_id = ? AND " + key + " NOT IN (SELECT has." + key + " FROM " + table
                        + " has WHERE has.contact_id = ?)",
                merge.merge(),
                table + GAINED,
                merge.loser().value(),
                merge.winner().value());
        jdbc.update(
                "INSERT IGNORE INTO %1$s (%2$s, contact_id, %3$s) SELECT %2$s, ?, %3$s FROM %1$s WHERE contact_id = ?"
                        .formatted(table, key, column),
                merge.winner().value(),
                merge.loser().value());
        jdbc.update(
                "DELETE FROM " + table + " WHERE contact_id = ?", merge.loser().value());
    }

    /** Puts the loser where it was before, and takes the winner out where it was not. */
    public void part(ContactsParted parted, String table, String key, String column) {
        for (var was : keys(parted.merge(), table)) {
            jdbc.update(
                    "INSERT IGNORE INTO %1$s (%2$s, contact_id, %3$s) SELECT %2$s, ?, %3$s FROM %1$s WHERE %2$s = ? AND contact_id = ?"
                            .formatted(table, key, column),
                    parted.loser().value(),
                    was,
                    parted.winner().value());
        }
        for (var gained : keys(parted.merge(), table + GAINED)) {
            jdbc.update(
                    "DELETE FROM " + table + " WHERE " + key + " = ? AND contact_id = ?",
                    gained,
                    parted.winner().value());
        }
    }
}
