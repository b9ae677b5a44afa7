package org.minori.contacts;

import java.util.Set;
import org.minori.web.InvalidInput;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** Merges pairs about which nobody has to think, where somebody wants that: the older record stays, with its own values. */
@Component
class AutoMerge {

    private static final int PAIRS_A_LOOK = 100;
    private static final int SURE = 90;
    private static final Logger LOG = LoggerFactory.getLogger(AutoMerge.class);

    private final JdbcClient jdbc;
    private final DuplicateRows rows;
    private final ContactMerge merge;

    AutoMerge(JdbcClient jdbc, DuplicateRows rows, ContactMerge merge) {
        this.jdbc = jdbc;
        this.rows = rows;
        this.merge = merge;
    }

    boolean isOn() {
        return jdbc.sql("SELECT auto_merge FROM contact_matching WHERE id = 1")
                .query(Boolean.class)
                .single();
    }

    void turn(boolean on) {
        jdbc.sql("UPDATE contact_matching SET auto_merge = ? WHERE id = 1")
                .param(on)
                .update();
    }

    /** Goes once through all pairs that are sure; whoever can't be merged is left to people. */
    void work() {
        if (!isOn()) {
            return;
        }
        var pairs = rows.open(null, PAIRS_A_LOOK);
        while (!pairs.isEmpty()) {
            for (var pair : pairs) {
                if (pair.score() < SURE) {
                    return;
                }
                if (isOnePerson(pair)) {
                    merge(pair);
                }
            }
            pairs = rows.open(pairs.get(pairs.size() - 1), PAIRS_A_LOOK);
        }
    }

    /** The same number in another system without a name that speaks against it, or phone, name and company together. */
    private static boolean isOnePerson(DuplicateRows.Pair pair) {
        return pair.reasons().contains(MatchKind.EXTERNAL_ID)
                || pair.reasons().containsAll(Set.of(MatchKind.PHONE, MatchKind.NAME));
    }

    private void merge(DuplicateRows.Pair pair) {
        try {
            merge.merge(pair.first(), pair.second(), Set.of());
        } catch (ContactNotFound | InvalidInput refused) {
            LOG.info("Contacts {} and {} are left to people: {}", pair.first(), pair.second(), refused.getMessage());
        }
    }
}
