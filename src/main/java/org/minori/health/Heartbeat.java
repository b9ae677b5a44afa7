package org.minori.health;

import jakarta.annotation.PreDestroy;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.minori.health.Vitals.Reading;
import org.minori.web.VitalSigns.Sign;
import org.minori.web.VitalSigns.Unit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.boot.autoconfigure.condition.ConditionalOnProperty;
import org.springframework.scheduling.annotation.Scheduled;
import org.springframework.stereotype.Component;

/** Every ten seconds: reads the vital signs, says that this node lives, and looks for what operators must know. */
@Component
@ConditionalOnProperty(name = "minori.workers", havingValue = "true", matchIfMissing = true)
class Heartbeat {

    private static final Logger LOG = LoggerFactory.getLogger(Heartbeat.class);

    private final Vitals vitals;
    private final Machine machine;
    private final Nodes nodes;
    private final Alerts alerts;
    private @Nullable Reading before;
    private boolean stopped;

    Heartbeat(Vitals vitals, Machine machine, Nodes nodes, Alerts alerts) {
        this.vitals = vitals;
        this.machine = machine;
        this.nodes = nodes;
        this.alerts = alerts;
    }

    @Scheduled(initialDelay = 0, fixedDelay = 10, timeUnit = TimeUnit.SECONDS)
    synchronized void beat() {
        if (stopped) {
            return;
        }
        try {
            var reading = vitals.now();
            nodes.beat(machine.disk(), rates(reading));
            before = reading;
            alerts.look(reading);
        } catch (RuntimeException failure) {
            LOG.warn("The health of this node can't be told now", failure);
        }
    }

    private Map<String, Double> rates(Reading reading) {
        Map<String, Double> rates = new HashMap<>();
        var earlier = before;
        if (earlier != null) {
            reading.signs().stream()
                    .filter(sign -> sign.unit() == Unit.TOTAL)
                    .forEach(sign -> rates.put(sign.name(), rate(sign, reading.at(), earlier)));
        }
        return rates;
    }

    private static double rate(Sign sign, Instant at, Reading earlier) {
        double seconds = Math.max(0.001, Duration.between(earlier.at(), at).toMillis() / 1_000.0);
        double grown = sign.value() - earlier.find(sign.name()).map(Sign::value).orElse(sign.value());
        return Math.max(0, grown / seconds);
    }

    @PreDestroy
    synchronized void stop() {
        stopped = true;
        nodes.goodbye();
    }
}
