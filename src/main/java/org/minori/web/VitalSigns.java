package org.minori.web;

import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * How well a module works, as numbers; it brings them as a bean. They are asked for every ten seconds at most, by whatever
 * number of pages and metrics, so each is a query that costs milliseconds at any size.
 */
public interface VitalSigns {

    /** The most that is counted: beyond it only "very many" matters, and counting on would cost more than it tells. */
    long MOST_COUNTED = 100_000;

    /** What a number is. */
    enum Unit {
        COUNT,
        SECONDS,
        BYTES,
        /** Only grows, since the start of this node; people see it as a rate, of all nodes together. */
        TOTAL
    }

    /**
     * Beyond what operators are to know.
     *
     * @param lasting how long it must have been so, since a short peak is nothing to get up for
     */
    record Limit(double most, Duration lasting) {}

    /**
     * One of the things that a number counts.
     *
     * @param subject names it for machines, the same as long as it is there
     * @param name names it for people
     * @param value how much of it, in the unit of the number
     * @param path the page on which to mend it
     */
    record Trouble(String subject, String name, double value, String path) {}

    /**
     * One number as it is now.
     *
     * @param name such as {@code mail.oldest}: the metric {@code minori_mail_oldest}, and the message keys
     *     {@code health.sign.mail.oldest} and, with {@code .help}, what to do when it is too much
     * @param limit null for what is only to be watched
     * @param path the page that tells more
     * @param troubles what is counted one by one; empty where there is only the number
     */
    record Sign(
            String name,
            Unit unit,
            double value,
            @Nullable Limit limit,
            @Nullable String path,
            List<Trouble> troubles) {

        /** A number that is only to be watched. */
        public static Sign of(String name, Unit unit, double value, @Nullable String path) {
            return new Sign(name, unit, value, null, path, List.of());
        }

        /** Whether it is beyond its limit now. */
        public boolean isTooMuch() {
            return limit != null && value > limit.most();
        }
    }

    /** Looks now. The same names every time. */
    List<Sign> read();
}
