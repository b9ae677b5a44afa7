package org.minori.health;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.minori.storage.TimeOrderedIds;
import org.minori.storage.Utc;
import org.minori.support.TestDatabase;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.autoconfigure.web.ServerProperties;
import org.springframework.boot.test.autoconfigure.actuate.observability.AutoConfigureObservability;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.boot.test.context.SpringBootTest.WebEnvironment;
import org.springframework.boot.test.context.runner.WebApplicationContextRunner;
import org.springframework.boot.test.web.server.LocalManagementPort;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.boot.web.server.PortInUseException;
import org.springframework.core.env.Environment;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.mock.env.MockEnvironment;
import org.springframework.test.annotation.DirtiesContext;
import org.springframework.test.context.ActiveProfiles;
import org.springframework.test.context.ContextConfiguration;

/** An application with real ports, since only there the two differ. */
@SpringBootTest(
        webEnvironment = WebEnvironment.RANDOM_PORT,
        properties = {
            "management.server.port=0",
            "spring.datasource.url=jdbc:h2:mem:metrics;MODE=MySQL;DB_CLOSE_DELAY=-1"
        })
@ActiveProfiles("test")
@AutoConfigureObservability(tracing = false)
@ContextConfiguration(initializers = TestDatabase.class)
@DirtiesContext
class MetricsTests {

    @LocalServerPort
    int pages;

    @LocalManagementPort
    int management;

    @Autowired
    JdbcClient jdbc;

    @Autowired
    Vitals vitals;

    @Autowired
    Environment environment;

    private HttpResponse<String> get(int port, String path) throws Exception {
        return HttpClient.newHttpClient()
                .send(
                        HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port + path))
                                .header("Accept", "text/plain, application/json")
                                .build(),
                        HttpResponse.BodyHandlers.ofString());
    }

    private String metric(String name) throws Exception {
        vitals.now();
        return get(management, "/actuator/prometheus")
                .body()
                .lines()
                .filter(line -> line.startsWith(name + " "))
                .map(line -> line.substring(name.length() + 1))
                .findFirst()
                .orElse("no such metric");
    }

    @Test
    void everyMetricOfOursSaysWhatItMeasures() throws Exception {
        var helps = get(management, "/actuator/prometheus")
                .body()
                .lines()
                .filter(line -> line.startsWith("# HELP minori_"))
                .toList();

        assertThat(helps).hasSizeGreaterThan(15).allMatch(line -> line.split(" ", 4)[3].matches("[A-Z].{9,}"));
        assertThat(helps).anyMatch(line -> line.startsWith("# HELP minori_runs_due Steps that are due: "));
    }

    @Test
    void metricsAndHealthAreOnTheManagementPortAndNothingElseIs() throws Exception {
        assertThat(get(management, "/actuator/prometheus").statusCode()).isEqualTo(200);
        assertThat(get(management, "/actuator/health").body()).isEqualTo("{\"status\":\"UP\"}");
        for (var other : List.of(
                "",
                "/",
                "/env",
                "/beans",
                "/heapdump",
                "/threaddump",
                "/loggers",
                "/shutdown",
                "/metrics",
                "/info",
                "/configprops",
                "/mappings",
                "/flyway",
                "/scheduledtasks",
                "/caches",
                "/conditions",
                "/health/db")) {
            assertThat(get(management, "/actuator" + other).statusCode())
                    .as(other)
                    .isIn(401, 403, 404, 302);
        }
    }

    @Test
    void thePortOfThePagesGivesNoMetrics() throws Exception {
        for (var path : List.of("/actuator", "/actuator/prometheus", "/actuator/health", "/actuator/env")) {
            var answer = get(pages, path);
            assertThat(answer.statusCode()).as(path).isIn(302, 401, 403, 404);
            assertThat(answer.body()).as(path).doesNotContain("minori_", "UP");
        }
        assertThat(get(pages, "/health").body()).isEqualTo("{\"status\":\"UP\"}");
    }

    @Test
    void onlyThisMachineReachesTheManagementPort() {
        assertThat(environment.getProperty("management.server.address")).isEqualTo("127.0.0.1");
    }

    @Test
    void aMailThatIsLateIsSeenInTheMetrics() throws Exception {
        assertThat(metric("minori_mail_queued")).isEqualTo("0.0");
        jdbc.sql("""
                        INSERT INTO outbox_mail (id, once_key, contact_id, email_key, origin, send_late, any_hour,
                          also_with_sales, state, attempt, tries, doubtful, due_at, created_at)
                        VALUES (?, 'late', 1, 'e', 'o', TRUE, TRUE, TRUE, 'QUEUED', 0, 0, FALSE, ?, ?)
                        """)
                .params(
                        TimeOrderedIds.next(),
                        Utc.of(Instant.now().minusSeconds(700)),
                        Utc.of(Instant.now().minusSeconds(700)))
                .update();

        assertThat(metric("minori_mail_queued")).isEqualTo("1.0");
        assertThat(Double.parseDouble(metric("minori_mail_oldest_seconds"))).isBetween(700.0, 760.0);
    }

    @Test
    void everySignOfEveryModuleIsAMetric() throws Exception {
        var body = get(management, "/actuator/prometheus").body();

        for (var name : List.of(
                "minori_runs_due",
                "minori_runs_late",
                "minori_runs_oldest_seconds",
                "minori_runs_executed_total",
                "minori_runs_stuck",
                "minori_runs_stuck_new",
                "minori_events_waiting",
                "minori_runs_requested",
                "minori_batches_working",
                "minori_mail_claimed",
                "minori_mail_sent_total",
                "minori_mail_failed_total",
                "minori_webhooks_queued",
                "minori_webhooks_failing",
                "minori_database_answer_seconds",
                "minori_disk_free_bytes")) {
            assertThat(body).contains("\n" + name + " ");
        }
    }

    @Test
    void aTakenPortIsToldWithTheSettingThatMendsIt() {
        var settings = new MockEnvironment().withProperty("management.server.port", "8081");

        var analysis = new PortTakenAnalyzer(settings).analyze(new IllegalStateException(new PortInUseException(8081)));

        assertThat(analysis.getDescription()).contains("8081").contains("metrics");
        assertThat(analysis.getAction()).contains("MINORI_MANAGEMENT_PORT");
        assertThat(new PortTakenAnalyzer(settings).analyze(new IllegalStateException(new PortInUseException(8080))))
                .isNull();
    }

    @Test
    void metricsOnThePortOfThePagesAreRefused() {
        new WebApplicationContextRunner()
                .withBean(ServerProperties.class)
                .withUserConfiguration(ManagementEdge.OnePort.class)
                .withPropertyValues("server.port=18087", "management.server.port=18087")
                .run(started -> assertThat(started).getFailure().hasRootCauseInstanceOf(PortInUseException.class));
    }
}
