package org.minori.delivery;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ThreadLocalRandom;
import org.minori.content.EmailTemplate;
import org.springframework.stereotype.Component;

/** When a mail that the server did not take for now is tried again: 2, 8, 30, 120, 480 minutes later, a fifth more or less. */
@Component
class RetrySchedule {

    private static final List<Duration> WAITS = List.of(
            Duration.ofMinutes(2),
            Duration.ofMinutes(8),
            Duration.ofMinutes(30),
            Duration.ofMinutes(120),
            Duration.ofMinutes(480));
    private static final double JITTER = 0.2;

    private final DeliverySettings settings;
    private final Clock clock;

    RetrySchedule(DeliverySettings settings, Clock clock) {
        this.settings = settings;
        this.clock = clock;
    }

    /** The next time, or empty when the mail would be older by then than its kind may get. */
    Optional<Instant> next(OutboxMail mail, EmailTemplate.Kind kind) {
        var wait = WAITS.get(Math.min(mail.tries(), WAITS.size() - 1));
        double factor = 1 - JITTER + 2 * JITTER * ThreadLocalRandom.current().nextDouble();
        var next = clock.instant().plusMillis((long) (wait.toMillis() * factor));
        var most =
                kind == EmailTemplate.Kind.MARKETING ? settings.marketingLateAfter() : settings.transactionalMaxAge();
        return next.isAfter(mail.createdAt().plus(most)) ? Optional.empty() : Optional.of(next);
    }
}
