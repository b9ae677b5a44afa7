package org.minori.health;

import io.micrometer.core.instrument.FunctionCounter;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.binder.MeterBinder;
import java.util.Locale;
import org.minori.web.VitalSigns.Sign;
import org.minori.web.VitalSigns.Unit;
import org.springframework.context.MessageSource;
import org.springframework.stereotype.Component;

/** Every vital sign as a metric. Numbers of the database are the same on all nodes; what only grows is each node's own. */
@Component
class SignMetrics implements MeterBinder {

    private final Vitals vitals;
    private final MessageSource messages;

    SignMetrics(Vitals vitals, MessageSource messages) {
        this.vitals = vitals;
        this.messages = messages;
    }

    @Override
    public void bindTo(MeterRegistry registry) {
        vitals.current().signs().forEach(sign -> add(registry, sign));
    }

    private void add(MeterRegistry registry, Sign sign) {
        var name = "minori." + sign.name();
        if (sign.unit() == Unit.TOTAL) {
            FunctionCounter.builder(name, this, own -> own.value(sign.name()))
                    .description(described(sign))
                    .register(registry);
        } else {
            Gauge.builder(name, this, own -> own.value(sign.name()))
                    .description(described(sign))
                    .baseUnit(
                            sign.unit() == Unit.COUNT
                                    ? null
                                    : sign.unit().name().toLowerCase(Locale.ROOT))
                    .register(registry);
        }
    }

    /** In English, since metrics are read by tools: as the page of operations says it, where that shows no pace instead. */
    private String described(Sign sign) {
        if (sign.unit() == Unit.TOTAL) {
            return messages.getMessage("health.total." + sign.name(), null, Locale.ENGLISH);
        }
        var key = "health.sign." + sign.name();
        return messages.getMessage(key, null, Locale.ENGLISH) + ": "
                + messages.getMessage(key + ".help", null, Locale.ENGLISH);
    }

    /** Not a number while its module can't be asked. */
    private double value(String name) {
        return vitals.current().find(name).map(Sign::value).orElse(Double.NaN);
    }
}
