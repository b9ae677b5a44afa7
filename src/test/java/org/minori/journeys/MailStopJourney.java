package org.minori.journeys;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.minori.support.RunningMinori;
import org.minori.support.SinkSmtp;

/** SIGTERM while mails go out: what is on the wire is finished and noted, the rest goes out after the next start, nothing twice. */
class MailStopJourney {

    private static final int MAILS = 400;

    @Test
    void aStopLeavesNoMailInDoubt() throws Exception {
        try (var sink = new SinkSmtp();
                var minori = RunningMinori.prepared("stop")
                        .with("MINORI_SMTP_HOST", "127.0.0.1")
                        .with("MINORI_SMTP_PORT", Integer.toString(sink.port()))
                        .start()) {
            sink.answersAfterAtMost(40);
            QueuedMails.queue(minori.api(), MAILS);
            await().atMost(Duration.ofMinutes(3)).until(() -> sink.count() >= MAILS / 4);

            long start = System.nanoTime();
            minori.stop();

            assertThat(Duration.ofNanos(System.nanoTime() - start)).isLessThan(Duration.ofSeconds(30));
            var states = QueuedMails.states(minori);
            assertThat(states.keySet()).isSubsetOf("SENT", "QUEUED");
            assertThat(states.get("SENT")).isEqualTo(sink.count());

            minori.start();
            await().atMost(Duration.ofMinutes(3)).until(() -> sink.count() >= MAILS);
            minori.stop();

            assertThat(sink.accepted().stream().map(SinkSmtp.Accepted::to))
                    .hasSize(MAILS)
                    .doesNotHaveDuplicates();
            assertThat(QueuedMails.states(minori)).containsExactly(Map.entry("SENT", MAILS));
        }
    }
}
