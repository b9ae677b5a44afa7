package org.minori.health.web;

import java.time.Duration;
import org.minori.web.RelativeTimes;
import org.minori.web.Texts;
import org.minori.web.VitalSigns;
import org.minori.web.VitalSigns.Unit;
import org.springframework.stereotype.Component;

/** Numbers with their units, as people read them. */
@Component
class Amounts {

    private static final double GIGABYTE = 1L << 30;

    private final Texts texts;
    private final RelativeTimes times;

    Amounts(Texts texts, RelativeTimes times) {
        this.texts = texts;
        this.times = times;
    }

    String of(Unit unit, double value) {
        return switch (unit) {
            case COUNT ->
                value < VitalSigns.MOST_COUNTED
                        ? texts.of("health.count", value)
                        : texts.of("health.count.many", value);
            case TOTAL -> texts.of("health.rate", value);
            case BYTES -> bytes(value);
            case SECONDS -> seconds(value);
        };
    }

    String bytes(double bytes) {
        return texts.of("health.gigabytes", bytes / GIGABYTE);
    }

    private String seconds(double seconds) {
        return seconds > 0 && seconds < 1
                ? texts.of("health.millis", Math.max(1, Math.round(seconds * 1_000)))
                : times.length(Duration.ofSeconds((long) seconds));
    }
}
