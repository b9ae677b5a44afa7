package org.minori.journeys;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.sql.DriverManager;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.minori.support.RunningMinori;
import org.minori.support.TestDatabase;

/** Two nodes on one database, one of which is killed: the other one tells it once, and once that it is back. */
class LostNodeJourney {

    @Test
    void aNodeThatIsKilledIsMissedAndItsReturnEndsThat() throws Exception {
        assumeTrue(TestDatabase.isMySql(), "the embedded database belongs to one node");
        try (var stays = RunningMinori.prepared("stays").start();
                var dies = RunningMinori.prepared("dies")
                        .with("SPRING_DATASOURCE_URL", stays.database().url())
                        .with("SPRING_DATASOURCE_USERNAME", stays.database().username())
                        .with("SPRING_DATASOURCE_PASSWORD", stays.database().password())
                        .start()) {
            await().atMost(Duration.ofMinutes(1))
                    .until(() -> ask(stays, "SELECT id FROM node"), nodes -> nodes.size() == 2);

            dies.kill();
            await().atMost(Duration.ofMinutes(3))
                    .until(() -> missed(stays, "ended_at IS NULL"), alerts -> alerts.size() == 1);
            dies.start();
            await().atMost(Duration.ofMinutes(1))
                    .until(() -> missed(stays, "ended_at IS NOT NULL"), alerts -> alerts.size() == 1);

            assertThat(missed(stays, "TRUE")).hasSize(1);
            assertThat(
                            ask(
                                    stays,
                                    "SELECT notice_key FROM notice WHERE notice_key IN (SELECT CONCAT('alert:', id, ':raised') FROM alert WHERE kind = 'nodes.gone')"
                                            + " OR notice_key IN (SELECT CONCAT('alert:', id, ':cleared') FROM alert WHERE kind = 'nodes.gone')"))
                    .hasSize(2);
            dies.stop();
            assertThat(ask(stays, "SELECT id FROM node WHERE seen_at > UTC_TIMESTAMP() - INTERVAL 30 SECOND"))
                    .hasSize(1);
        }
    }

    private static List<String> missed(RunningMinori minori, String which) throws SQLException {
        return ask(minori, "SELECT id FROM alert WHERE kind = 'nodes.gone' AND raised_at IS NOT NULL AND " + which);
    }

    private static List<String> ask(RunningMinori minori, String question) throws SQLException {
        var database = minori.database();
        var answers = new ArrayList<String>();
        try (var connection = DriverManager.getConnection(database.url(), database.username(), database.password());
                var statement = connection.createStatement();
                var rows = statement.executeQuery(question)) {
            while (rows.next()) {
                answers.add(rows.getString(1));
            }
        }
        return answers;
    }
}
