package org.minori.integration;

import static org.assertj.core.api.Assertions.assertThat;
import static org.springframework.test.web.servlet.request.MockMvcRequestBuilders.get;
import static org.springframework.test.web.servlet.request.MockMvcRequestBuilders.post;
import static org.springframework.test.web.servlet.result.MockMvcResultMatchers.jsonPath;
import static org.springframework.test.web.servlet.result.MockMvcResultMatchers.status;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.minori.MinoriTest;
import org.minori.SignedIn;
import org.minori.contacts.ContactDirectory;
import org.minori.contacts.ContactErasure;
import org.minori.contacts.ContactId;
import org.minori.contacts.Contacts;
import org.minori.storage.Utc;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.http.MediaType;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.test.web.servlet.MockMvc;

@MinoriTest
class WebhookCallerTests {

    private static final String SECRET = "a secret of the other side";

    @Autowired
    Webhooks webhooks;

    @Autowired
    WebhookCaller caller;

    @Autowired
    ContactDirectory contacts;

    @Autowired
    ContactErasure erasure;

    @Autowired
    JdbcClient jdbc;

    @Autowired
    MockMvc browser;

    private record Got(String signature, byte[] body) {}

    private final List<Got> got = new CopyOnWriteArrayList<>();
    private final String key = "crm-" + Long.toString(System.nanoTime(), 36);
    private HttpServer server;
    private volatile int answer = 200;

    @BeforeEach
    void serve() throws IOException {
        jdbc.sql("DELETE FROM webhook_call").update();
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.createContext("/", exchange -> {
            got.add(new Got(
                    exchange.getRequestHeaders().getFirst("Minori-Signature"),
                    exchange.getRequestBody().readAllBytes()));
            exchange.sendResponseHeaders(answer, -1);
            exchange.close();
        });
        server.start();
        webhooks.create(key, new Webhooks.Definition("CRM", here(), SECRET, true, false));
    }

    @AfterEach
    void stop() {
        server.stop(0);
    }

    private String here() {
        return "http://localhost:" + server.getAddress().getPort() + "/minori";
    }

    private ContactId somebody() {
        return contacts.upsert(Contacts.with(Contacts.freshEmail())).id();
    }

    private void call(String once, ContactId contact) {
        webhooks.call(new WebhookCall(key + once, key, "scenarioStep", contact, "welcome", "ようこそ", "Activity_1"));
    }

    private String state(String once) {
        return jdbc.sql("SELECT CONCAT(state, ' ', tries) FROM webhook_call WHERE once_key = ?")
                .param(key + once)
                .query(String.class)
                .single();
    }

    private void later() {
        jdbc.sql("UPDATE webhook_call SET due_at = ? WHERE due_at IS NOT NULL")
                .param(Utc.of(Instant.now().minusSeconds(1)))
                .update();
        jdbc.sql("UPDATE webhook SET resting_until = NULL").update();
    }

    @Test
    void aCallIsMadeOnceAndSignedWithItsTime() throws Exception {
        var taro = somebody();
        call("1", taro);
        call("1", taro);

        caller.round();
        caller.round();

        assertThat(got).hasSize(1);
        assertThat(state("1")).isEqualTo("SENT 0");
        var body = new ObjectMapper().readTree(got.get(0).body());
        assertThat(body.at("/contact/id").asText()).isEqualTo(taro.toString());
        assertThat(body.at("/scenario/name").asText()).isEqualTo("ようこそ");
        var signature = got.get(0).signature();
        var seconds = signature.substring(2, signature.indexOf(','));
        var mac = Mac.getInstance("HmacSHA256");
        mac.init(new SecretKeySpec(SECRET.getBytes(StandardCharsets.UTF_8), "HmacSHA256"));
        mac.update((seconds + ".").getBytes(StandardCharsets.UTF_8));
        assertThat(signature)
                .isEqualTo("t=" + seconds + ",v1="
                        + HexFormat.of().formatHex(mac.doFinal(got.get(0).body())));
    }

    @Test
    void aCallThatFailsIsTriedAgainLaterAndGivenUpAtLast() {
        answer = 500;
        call("1", somebody());

        caller.round();
        assertThat(got).hasSize(1);
        assertThat(webhooks.find(key).orElseThrow().failingSince()).isNotNull();
        for (int i = 0; i <= WebhookCaller.WAITS.size(); i++) {
            later();
            caller.round();
        }

        assertThat(state("1")).startsWith("FAILED");
        assertThat(got).hasSize(WebhookCaller.WAITS.size() + 1);
        assertThat(webhooks.find(key).orElseThrow().failed()).isEqualTo(1);

        answer = 204;
        assertThat(webhooks.retry(key)).isEqualTo(1);
        caller.round();
        assertThat(state("1")).startsWith("SENT");
        assertThat(webhooks.find(key).orElseThrow().failingSince()).isNull();
    }

    @Test
    void anAddressThatMustNotBeCalledIsNotCalledAgain() {
        jdbc.sql("UPDATE webhook SET url = 'http://127.0.0.1/' WHERE webhook_key = ?")
                .param(key)
                .update();
        call("1", somebody());

        caller.round();

        assertThat(state("1")).isEqualTo("FAILED 0");
        assertThat(webhooks.find(key).orElseThrow().lastAnswer()).contains("refused");
    }

    @Test
    void aWorkerThatDiedLosesNoCall() {
        call("1", somebody());
        jdbc.sql("UPDATE webhook_call SET owner = 'dead', attempt = 1 WHERE once_key = ?")
                .param(key + "1")
                .update();

        later();
        caller.round();

        assertThat(state("1")).isEqualTo("SENT 0");
    }

    @Test
    void whoIsErasedIsNotToldAbout() {
        var taro = somebody();
        call("1", taro);
        erasure.erase(taro);

        caller.round();

        assertThat(got).isEmpty();
    }

    @Test
    void theApiMakesAWebhookAndShowsItsSecretOnce() throws Exception {
        var made = key + "-api";
        browser.perform(post("/api/v1/webhooks")
                        .with(SignedIn.asSystem())
                        .contentType(MediaType.APPLICATION_JSON)
                        .content("{\"key\":\"%s\",\"name\":\"CRM\",\"url\":\"https://crm.example.jp/\"}"
                                .formatted(made)))
                .andExpect(status().isCreated())
                .andExpect(jsonPath("$.secret").exists());
        browser.perform(get("/api/v1/webhooks/" + made).with(SignedIn.asSystem()))
                .andExpect(status().isOk())
                .andExpect(jsonPath("$.secret").doesNotExist());
        browser.perform(post("/api/v1/webhooks")
                        .with(SignedIn.asSystem())
                        .contentType(MediaType.APPLICATION_JSON)
                        .content("{\"key\":\"bad\",\"name\":\"CRM\",\"url\":\"file:///etc/passwd\"}"))
                .andExpect(status().isBadRequest());
        webhooks.delete(made);
    }

    @Test
    void aWebhookThatWantsToHearsOfAlerts() throws Exception {
        webhooks.announce("1", "alert.raised", Map.of("alert", Map.of("kind", "mail.oldest")));
        caller.round();
        assertThat(got).isEmpty();

        webhooks.change(key, new Webhooks.Definition("CRM", here(), SECRET, true, true));
        webhooks.announce("2", "alert.raised", Map.of("alert", Map.of("kind", "mail.oldest")));
        webhooks.announce("2", "alert.raised", Map.of("alert", Map.of("kind", "mail.oldest")));
        caller.round();

        assertThat(got).hasSize(1);
        var body = new ObjectMapper().readTree(got.get(0).body());
        assertThat(body.at("/event").asText()).isEqualTo("alert.raised");
        assertThat(body.at("/alert/kind").asText()).isEqualTo("mail.oldest");
        webhooks.change(key, new Webhooks.Definition("CRM", here(), SECRET, true, false));
    }

    @Test
    void aSecretIsKeptEncrypted() {
        assertThat(jdbc.sql("SELECT secret FROM webhook WHERE webhook_key = ?")
                        .param(key)
                        .query(String.class)
                        .single())
                .doesNotContain("secret of");
    }
}
