package org.minori.health;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.minori.web.VitalSigns;
import org.minori.web.VitalSigns.Limit;
import org.minori.web.VitalSigns.Sign;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Component;

/** The vital signs of all modules, read together and kept for ten seconds: whoever asks more often gets what is there. */
@Component
class Vitals {

    private static final Logger LOG = LoggerFactory.getLogger(Vitals.class);
    private static final Duration KEPT = Duration.ofSeconds(10);

    private final List<VitalSigns> modules;
    private final HealthSettings settings;
    private final Clock clock;
    private volatile @Nullable Reading last;

    Vitals(List<VitalSigns> modules, HealthSettings settings, Clock clock) {
        this.modules = modules;
        this.settings = settings;
        this.clock = clock;
    }

    /**
     * What was read.
     *
     * @param complete false when a module could not be asked, so that its signs are missing
     */
    record Reading(Instant at, List<Sign> signs, boolean complete) {

        Optional<Sign> find(String name) {
            return signs.stream().filter(sign -> sign.name().equals(name)).findFirst();
        }
    }

    /** At most ten seconds old. */
    Reading current() {
        var reading = last;
        return reading != null && isFresh(reading) ? reading : readOnce();
    }

    /** Read now. */
    synchronized Reading now() {
        var signs = new ArrayList<Sign>();
        boolean complete = true;
        for (var module : modules) {
            try {
                module.read().stream().map(this::withOwnLimit).forEach(signs::add);
            } catch (RuntimeException unreadable) {
                LOG.warn("The signs of {} can't be read", module.getClass().getSimpleName(), unreadable);
                complete = false;
            }
        }
        var reading = new Reading(clock.instant(), List.copyOf(signs), complete);
        last = reading;
        return reading;
    }

    /** Those who come while somebody reads wait for that. */
    private synchronized Reading readOnce() {
        var reading = last;
        return reading != null && isFresh(reading) ? reading : now();
    }

    private boolean isFresh(Reading reading) {
        return reading.at().plus(KEPT).isAfter(clock.instant());
    }

    private Sign withOwnLimit(Sign sign) {
        var own = settings.limits().get(sign.name());
        var limit = sign.limit();
        return own == null || limit == null
                ? sign
                : new Sign(
                        sign.name(),
                        sign.unit(),
                        sign.value(),
                        new Limit(own, limit.lasting()),
                        sign.path(),
                        sign.troubles());
    }
}
