package org.minori.integration;

import jakarta.annotation.PreDestroy;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.ThreadLocalRandom;
import org.minori.integration.WebhookRows.Claimed;
import org.minori.integration.WebhookRows.Target;
import org.minori.outbound.AddressRefused;
import org.minori.outbound.OutboundHttp;
import org.minori.outbound.Unanswered;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Service;

/**
 * Makes the calls that are due. One that fails is tried again later and later, for three days; while a webhook fails, its
 * other calls rest too, so that a dead address does not hold up the living.
 */
@Service
class WebhookCaller {

    private static final Logger LOG = LoggerFactory.getLogger(WebhookCaller.class);
    private static final int CLAIMED = 8;
    private static final int THREADS = 4;
    private static final Duration LEASE = Duration.ofMinutes(3);
    private static final Duration KEPT = Duration.ofDays(30);
    private static final double JITTER = 0.2;
    private static final int GONE = 410;
    static final List<Duration> WAITS = List.of(
            Duration.ofMinutes(1),
            Duration.ofMinutes(5),
            Duration.ofMinutes(30),
            Duration.ofHours(2),
            Duration.ofHours(6),
            Duration.ofHours(12),
            Duration.ofHours(24),
            Duration.ofHours(24));
    private static final List<Duration> RESTS =
            List.of(Duration.ZERO, Duration.ZERO, Duration.ofSeconds(10), Duration.ofMinutes(1), Duration.ofMinutes(5));

    private final WebhookRows rows;
    private final WebhookBody bodies;
    private final SecretBox secrets;
    private final OutboundHttp http;
    private final Clock clock;
    private final String owner = UUID.randomUUID().toString();
    private final ExecutorService pool = Executors.newFixedThreadPool(THREADS, work -> new Thread(work, "webhooks"));

    WebhookCaller(WebhookRows rows, WebhookBody bodies, SecretBox secrets, OutboundHttp http, Clock clock) {
        this.rows = rows;
        this.bodies = bodies;
        this.secrets = secrets;
        this.http = http;
        this.clock = clock;
    }

    /** Calls until nothing is due; how many calls were made or given up. */
    int round() {
        int all = 0;
        List<Claimed> claimed;
        do {
            claimed = rows.claim(owner, CLAIMED, LEASE);
            all += claimed.size();
            together(claimed);
        } while (!claimed.isEmpty());
        return all;
    }

    void tidy() {
        rows.forgetBefore(clock.instant().minus(KEPT));
    }

    private void together(List<Claimed> claimed) {
        var work = claimed.stream()
                .map(call -> (Callable<Boolean>) () -> {
                    call(call);
                    return true;
                })
                .toList();
        try {
            pool.invokeAll(work);
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
        }
    }

    private void call(Claimed call) {
        try {
            var target = rows.target(call.webhook());
            var body = bodies.of(call);
            if (target == null || !target.active() || body.isEmpty()) {
                rows.end(call, owner, "DROPPED", null);
                return;
            }
            call(call, target, body.get());
        } catch (RuntimeException failure) {
            LOG.error("The call {} waits until its lease ends", call.id(), failure);
        }
    }

    private void call(Claimed call, Target target, byte[] body) {
        long seconds = clock.instant().getEpochSecond();
        var headers = Map.of(
                "Minori-Call", Long.toString(call.id()),
                "Minori-Event", call.event(),
                "Minori-Signature", secrets.sign(target.secret(), seconds, body));
        try {
            var answer = http.post(target.url(), headers, body);
            var words = answer.code()
                    + (answer.text().isBlank() ? "" : " " + answer.text().strip());
            if (answer.isSuccess()) {
                rows.end(call, owner, "SENT", words);
                rows.answered(call.webhook(), words);
            } else {
                failed(call, target, words, answer.code() == GONE);
            }
        } catch (AddressRefused refused) {
            failed(call, target, "refused: " + refused.getMessage(), true);
        } catch (Unanswered unanswered) {
            failed(call, target, String.valueOf(unanswered.getMessage()), false);
        }
    }

    private void failed(Claimed call, Target target, String answer, boolean forGood) {
        if (forGood || call.tries() >= WAITS.size()) {
            rows.end(call, owner, "FAILED", answer);
        } else {
            rows.defer(call, owner, later(WAITS.get(call.tries())), answer);
        }
        var rest = RESTS.get(Math.min(target.failures(), RESTS.size() - 1));
        rows.failed(call.webhook(), answer, clock.instant().plus(rest));
    }

    private Instant later(Duration wait) {
        double factor = 1 - JITTER + 2 * JITTER * ThreadLocalRandom.current().nextDouble();
        return clock.instant().plusMillis((long) (wait.toMillis() * factor));
    }

    @PreDestroy
    void stop() {
        pool.shutdownNow();
    }
}
