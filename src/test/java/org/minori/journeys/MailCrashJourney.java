package org.minori.journeys;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.time.Duration;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.minori.support.ApiClient;
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
            queueAll(minori.api());

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
            var states = states(minori);
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

    private static void queueAll(ApiClient api) throws IOException {
        api.put("/emails/one-mail", "application/json", """
                {"name":"One","subject":"{{contact.lastName}}","kind":"marketing","html":"<html><body><p>One</p></body></html>"}""");
        api.put(
                        "/scenarios/one-mail/draft",
                        "application/xml",
                        Files.readString(Path.of("src/test/resources/drawings/one-mail.bpmn")))
                .expect(200);
        api.post("/scenarios/one-mail/publish", "").expect(201);
        for (int start = 0; start < MAILS; start += 1_000) {
            api.post("/contacts/batch", items(start, """
                    {"email":"%s","lastName":"山田","consent":{"basis":"OPT_IN","obtainedAt":"2026-01-01T00:00:00Z"}}""")).expect(200);
            api.post(
                            "/scenarios/one-mail/enrolments",
                            items(start, "{\"email\":\"%s\"}").replace("\"items\"", "\"contacts\""))
                    .expect(202);
        }
    }

    private static String items(int start, String item) {
        return IntStream.range(start, Math.min(MAILS, start + 1_000))
                .mapToObj(i -> item.formatted("crash" + i + "@example.co.jp"))
                .collect(Collectors.joining(",", "{\"items\":[", "]}"));
    }

    private static Map<String, Long> perAddress(SinkSmtp sink) {
        return sink.accepted().stream().collect(Collectors.groupingBy(SinkSmtp.Accepted::to, Collectors.counting()));
    }

    private static Map<String, Integer> states(RunningMinori minori) throws SQLException {
        var database = minori.database();
        var states = new TreeMap<String, Integer>();
        try (var connection = DriverManager.getConnection(database.url(), database.username(), database.password());
                var statement = connection.createStatement();
                var rows = statement.executeQuery("SELECT state, COUNT(*) FROM outbox_mail GROUP BY state")) {
            while (rows.next()) {
                states.put(rows.getString(1), rows.getInt(2));
            }
        }
        return states;
    }
}
