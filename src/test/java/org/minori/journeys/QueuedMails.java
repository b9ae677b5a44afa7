package org.minori.journeys;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.minori.support.ApiClient;
import org.minori.support.RunningMinori;

/** Mails that wait in the outbox of a running Minori, and what becomes of them. */
final class QueuedMails {

    private QueuedMails() {}

    /** Makes so many people and gets each a mail queued. */
    static void queue(ApiClient api, int mails) throws IOException {
        api.setSender();
        api.put("/emails/one-mail", "application/json", """
                {"name":"One","subject":"{{contact.lastName}}","kind":"marketing","html":"<html><body><p>One</p></body></html>"}""");
        api.put(
                        "/scenarios/one-mail/draft",
                        "application/xml",
                        Files.readString(Path.of("src/test/resources/drawings/one-mail.bpmn")))
                .expect(200);
        api.post("/scenarios/one-mail/publish", "").expect(201);
        for (int start = 0; start < mails; start += 1_000) {
            api.post("/contacts/batch", items(start, mails, """
                    {"email":"%s","lastName":"山田","consent":{"basis":"OPT_IN","obtainedAt":"2026-01-01T00:00:00Z"}}""")).expect(200);
            api.post(
                            "/scenarios/one-mail/enrolments",
                            items(start, mails, "{\"email\":\"%s\"}").replace("\"items\"", "\"contacts\""))
                    .expect(202);
        }
    }

    private static String items(int start, int mails, String item) {
        return IntStream.range(start, Math.min(mails, start + 1_000))
                .mapToObj(i -> item.formatted("crash" + i + "@example.co.jp"))
                .collect(Collectors.joining(",", "{\"items\":[", "]}"));
    }

    /** How many mails are in which state. */
    static Map<String, Integer> states(RunningMinori minori) throws SQLException {
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
