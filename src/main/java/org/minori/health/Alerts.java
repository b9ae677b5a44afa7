package org.minori.health;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.minori.health.Vitals.Reading;
import org.minori.web.VitalSigns.Limit;
import org.minori.web.VitalSigns.Sign;
import org.minori.web.VitalSigns.Trouble;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/**
 * Tells once that something is too much and once that it is over. One node watches at a time; what it knows is in the
 * database, so that another one, or the same after a restart, goes on where it was.
 */
@Service
class Alerts {

    private static final Duration SHOWN = Duration.ofDays(30);
    private static final int MOST_SHOWN = 100;

    private final AlertRows rows;
    private final AlertNews news;
    private final Nodes nodes;
    private final Clock clock;

    Alerts(AlertRows rows, AlertNews news, Nodes nodes, Clock clock) {
        this.rows = rows;
        this.news = news;
        this.nodes = nodes;
        this.clock = clock;
    }

    /** What was told and goes on. */
    @Transactional(readOnly = true)
    public List<Alert> open() {
        return rows.open().stream().filter(alert -> alert.raisedAt() != null).toList();
    }

    /** What was told in the last thirty days and is over, the newest first. */
    @Transactional(readOnly = true)
    public List<Alert> ended() {
        return rows.ended(clock.instant().minus(SHOWN), MOST_SHOWN);
    }

    /** Compares with what is known; false where another node watches. */
    @Transactional
    public boolean look(Reading reading) {
        var now = clock.instant();
        if (!rows.holdWatch(nodes.own(), now)) {
            return false;
        }
        Map<String, Alert> open = new HashMap<>();
        rows.open().forEach(alert -> open.put(alert.key(), alert));
        Set<String> going = new HashSet<>();
        for (var sign : reading.signs()) {
            var limit = sign.limit();
            if (limit != null && sign.isTooMuch()) {
                subjects(sign).forEach((key, trouble) -> {
                    going.add(key);
                    goesOn(open.get(key), sign, trouble, limit, now);
                });
            }
        }
        var read = reading.signs().stream().map(Sign::name).collect(Collectors.toSet());
        open.values().stream()
                .filter(alert -> !going.contains(alert.key()))
                // Of what could not be read nobody knows whether it is over.
                .filter(alert -> reading.complete() || read.contains(alert.kind()))
                .forEach(alert -> isOver(alert, now));
        rows.forgetBefore(now.minus(SHOWN));
        return true;
    }

    private static Map<String, Trouble> subjects(Sign sign) {
        var path = sign.path() == null ? HealthPath.PAGE : sign.path();
        var troubles = sign.troubles().isEmpty() ? List.of(new Trouble("", "", sign.value(), path)) : sign.troubles();
        return troubles.stream()
                .collect(Collectors.toMap(
                        trouble -> Alert.key(sign.name(), trouble.subject()), trouble -> trouble, (one, other) -> one));
    }

    private void goesOn(@Nullable Alert known, Sign sign, Trouble trouble, Limit limit, Instant now) {
        var alert = known == null ? rows.begin(sign, trouble, now) : known;
        if (trouble.value() > alert.worst()) {
            rows.worse(alert, trouble.value());
        }
        if (alert.raisedAt() == null && !alert.since().plus(limit.lasting()).isAfter(now)) {
            rows.raise(alert, now);
            news.raised(alert, now);
        }
    }

    private void isOver(Alert alert, Instant now) {
        if (alert.raisedAt() == null) {
            rows.dismiss(alert);
        } else {
            rows.end(alert, now);
            news.cleared(alert, now);
        }
    }
}
