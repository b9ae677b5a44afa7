package org.minori.scoring;

import java.time.ZoneId;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import org.minori.contacts.ContactId;
import org.minori.storage.BatchedRows;
import org.minori.tracking.Touchpoint;
import org.minori.tracking.TouchpointsDiscounted;
import org.minori.tracking.TouchpointsRecorded;
import org.minori.tracking.UrlPattern;
import org.springframework.context.event.EventListener;
import org.springframework.stereotype.Component;

/** Gives points for touchpoints by the rules, and takes them back when a machine turns out to have been at work. */
@Component
class TouchpointScoring {

    private final ScoreRules rules;
    private final ScoreTables tables;
    private final LeadScores scores;
    private final BatchedRows rows;
    private final ZoneId zone;

    TouchpointScoring(ScoreRules rules, ScoreTables tables, LeadScores scores, BatchedRows rows, ZoneId zone) {
        this.rules = rules;
        this.tables = tables;
        this.scores = scores;
        this.rows = rows;
        this.zone = zone;
    }

    /** A rule that applies to a touchpoint. */
    private record Hit(ScoreRule rule, TouchpointsRecorded.Recorded recorded) {

        ContactId contact() {
            return recorded.touchpoint().contact();
        }
    }

    @EventListener
    void on(TouchpointsRecorded recorded) {
        var hits = new ArrayList<Hit>();
        for (var one : recorded.touchpoints()) {
            var touchpoint = one.touchpoint();
            if (touchpoint.machine() || touchpoint.properties().containsKey(Touchpoint.UNVERIFIED)) {
                continue;
            }
            for (var rule : rules.remembered()) {
                if (rule.active() && applies(rule, touchpoint)) {
                    hits.add(new Hit(rule, one));
                }
            }
        }
        var changes = changes(hits);
        if (!changes.isEmpty()) {
            scores.add(changes);
        }
    }

    @EventListener
    void on(TouchpointsDiscounted discounted) {
        rows.flush();
        var back = tables.given(discounted.touchpoints()).stream()
                .map(given -> new ScoreChange(
                        given.contact(),
                        given.score(),
                        -given.points(),
                        given.rule(),
                        given.ruleVersion(),
                        given.touchpoint(),
                        ScoreReasons.MACHINE,
                        "back:" + given.once()))
                .toList();
        if (!back.isEmpty()) {
            scores.add(back);
        }
    }

    private static boolean applies(ScoreRule rule, Touchpoint touchpoint) {
        if (!rule.eventType().equals(touchpoint.type())
                || rule.subject() != null && !rule.subject().equals(touchpoint.subject())) {
            return false;
        }
        var pattern = rule.urlPattern();
        if (pattern == null) {
            return true;
        }
        var subject = touchpoint.subject();
        var url = touchpoint.properties().get(Touchpoint.URL);
        return subject != null && UrlPattern.matches(pattern, subject)
                || url != null && UrlPattern.matches(pattern, url);
    }

    private List<ScoreChange> changes(List<Hit> hits) {
        var changes = new ArrayList<ScoreChange>();
        var limited = new HashMap<ScoreLimit, List<Hit>>();
        for (var hit : hits) {
            if (hit.rule().limitTimes() == null) {
                changes.add(change(
                        hit, "rule:" + hit.rule().key() + ":" + hit.recorded().id()));
            } else {
                limited.computeIfAbsent(window(hit), window -> new ArrayList<>())
                        .add(hit);
            }
        }
        var used = usedSlots(limited.keySet());
        limited.forEach((window, some) -> {
            int slot = 0;
            for (var hit : some) {
                do {
                    slot++;
                } while (used.contains(window.slotKey(slot)));
                if (slot > window.times()) {
                    break;
                }
                changes.add(change(hit, window.slot(slot)));
            }
        });
        return changes;
    }

    private ScoreLimit window(Hit hit) {
        return ScoreLimit.of(
                hit.contact(), hit.rule(), hit.recorded().touchpoint().occurredAt(), zone);
    }

    /** Where only one is allowed the unique key decides and nothing is asked. */
    private Set<String> usedSlots(Set<ScoreLimit> windows) {
        var keys = windows.stream()
                .filter(window -> window.times() > 1)
                .flatMap(window -> window.keys().stream())
                .collect(Collectors.toCollection(ArrayList::new));
        if (keys.isEmpty()) {
            return Set.of();
        }
        rows.flush();
        return new HashSet<>(tables.known(keys));
    }

    private static ScoreChange change(Hit hit, String once) {
        var rule = hit.rule();
        return new ScoreChange(
                hit.contact(),
                rule.score(),
                rule.points(),
                rule.key(),
                rule.version(),
                hit.recorded().id(),
                hit.recorded().touchpoint().subject(),
                once);
    }
}
