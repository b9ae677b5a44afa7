package org.minori.scoring;

import java.time.Instant;
import java.time.ZoneId;
import java.util.List;
import java.util.stream.IntStream;
import org.minori.contacts.ContactId;

/** Where a limit counts: one contact, one rule, one stretch of days. */
record ScoreLimit(ContactId contact, ScoreRule rule, long number) {

    static ScoreLimit of(ContactId contact, ScoreRule rule, Instant at, ZoneId zone) {
        int days = rule.limitDays() == null ? 1 : rule.limitDays();
        long day = at.atZone(zone).toLocalDate().toEpochDay();
        return new ScoreLimit(contact, rule, Math.floorDiv(day, days));
    }

    int times() {
        var times = rule.limitTimes();
        return times == null ? 1 : times;
    }

    String slot(int slot) {
        return "rule:" + rule.key() + ":" + rule.limitDays() + ":" + number + ":" + slot;
    }

    String slotKey(int slot) {
        return ScoreTables.onceKey(contact, rule.score(), slot(slot));
    }

    /** The keys of all that may be counted in it. */
    List<String> keys() {
        return IntStream.rangeClosed(1, times()).mapToObj(this::slotKey).toList();
    }
}
