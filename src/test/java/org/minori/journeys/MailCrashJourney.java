package org.minori.journeys;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.time.Duration;
import java.util.Map;
import java.util.Random;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.minori.support.RunningMinori;
import org.minori.support.SinkSmtp;

/**
 * {@code kill -9} while mails go out: none is lost, and at most one is doubled per kill and connection. The long form:
 * {@code mvn verify -Dit.test=MailCrashJourney -Dtest=none -Dsurefire.failIfNoSpecifiedTests=false
 * -Dminori.crash.mails=5000 -Dminori.crash.kills=10}.
 */
class MailCrashJourney {

    private static final int MAILS = Integer.getInteger("minori.crash.mails", 1_000);
    private static final int KILLS = Integer.getInteger("minori.crash.kills", 3);
    private static final int CONNECTIONS = 4;
    private static final long SEED = Long.getLong("minori.crash.seed", 42);

    @Test
    void aKillLosesNoMailAndDoublesAtMostOnePerConnection() throws Exception {
        try (var sink = new SinkSmtp();
                var minori = RunningMinori.prepared("crash")
                        .with("MINORI_SMTP_HOST", "127.0.0.1")
                        .with("MINORI_SMTP_PORT", Integer.toString(sink.port()))
                        .with("MINORI_DELIVERY_CONNECTIONS", Integer.toString(CONNECTIONS))
                        .start()) {
            sink.answersAfterAtMost(20);
            QueuedMails.queue(minori.api(), MAILS);

            var random = new Random(SEED);
            for (int kill = 1; kill <= KILLS; kill++) {
                int enough = MAILS * kill / (KILLS + 2);
                await().atMost(Duration.ofMinutes(3)).until(() -> sink.count() >= enough);
                Thread.sleep(random.nextInt(300));
                minori.kill();
                minori.start();
            }
            await().atMost(Duration.ofMinutes(5))
                    .pollInterval(Duration.ofMillis(500))
                    .until(() -> perAddress(sink).size() == MAILS);
            minori.stop();

            int doubled = sink.accepted().size() - MAILS;
            var states = QueuedMails.states(minori);
            System.out.printf(
                    "%d mails, %d kills, %d connections: %d lost, %d doubled; states %s%n",
                    MAILS, KILLS, CONNECTIONS, MAILS - perAddress(sink).size(), doubled, states);
            assertThat(doubled).isBetween(0, KILLS * CONNECTIONS);
            assertThat(sink.accepted().stream()
                            .map(SinkSmtp.Accepted::messageId)
                            .distinct())
                    .as("a second copy is recognisable by its Message-ID")
                    .hasSize(MAILS);
            assertThat(states).containsExactly(Map.entry("SENT", MAILS));
        }
    }

    private static Map<String, Long> perAddress(SinkSmtp sink) {
        return sink.accepted().stream().collect(Collectors.groupingBy(SinkSmtp.Accepted::to, Collectors.counting()));
    }
}
