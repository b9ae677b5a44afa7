package org.minori.outbound;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.UnknownHostException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;
import org.apache.hc.client5.http.DnsResolver;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class OutboundHttpTests {

    private final AtomicInteger calls = new AtomicInteger();
    private HttpServer server;
    private String here;

    @BeforeEach
    void serve() throws IOException {
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.setExecutor(Executors.newCachedThreadPool());
        here = "http://localhost:" + server.getAddress().getPort();
        answer("/ok", 200, "", "thanks");
        answer("/moved", 307, "/ok", "");
        answer("/inside", 307, "http://127.0.0.1/admin", "");
        answer("/file", 307, "file:///etc/passwd", "");
        answer("/round", 308, "/round", "");
        server.start();
    }

    private void answer(String path, int code, String location, String text) {
        server.createContext(path, exchange -> {
            calls.incrementAndGet();
            exchange.getRequestBody().readAllBytes();
            if (!location.isEmpty()) {
                exchange.getResponseHeaders().set("Location", location);
            }
            var bytes = text.getBytes(StandardCharsets.UTF_8);
            exchange.sendResponseHeaders(code, bytes.length == 0 ? -1 : bytes.length);
            exchange.getResponseBody().write(bytes);
            exchange.close();
        });
    }

    @AfterEach
    void stop() {
        server.stop(0);
    }

    private static OutboundHttp with(String... allowed) {
        return new OutboundHttp(
                new OutboundSettings(List.of(allowed), Duration.ofSeconds(2), Duration.ofMillis(1_500)));
    }

    private static OutboundHttp.Answer post(OutboundHttp http, String address) {
        return http.post(address, Map.of("X-Test", "1"), "{}".getBytes(StandardCharsets.UTF_8));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "http://127.0.0.1/",
                "http://localhost/",
                "http://[::1]/",
                "http://[::ffff:127.0.0.1]/",
                "http://[::ffff:10.0.0.1]/",
                "http://169.254.169.254/latest/meta-data",
                "http://2130706433/",
                "http://10.1.2.3/",
                "http://172.31.0.1/",
                "http://192.168.1.1/",
                "http://100.64.0.1/",
                "http://0.0.0.0/",
                "http://224.0.0.1/",
                "http://[fe80::1]/",
                "http://[fc00::1]/",
                "http://[64:ff9b::7f00:1]/",
                "http://[2002:7f00:1::]/",
                "http://user@93.184.216.34/",
                "http://93.184.216.34:8080/",
                "file:///etc/passwd",
                "gopher://93.184.216.34/",
                "ftp://93.184.216.34/",
                "http:///x",
                "not an address",
            })
    void nothingPrivateIsEverCalled(String address) {
        assertThatThrownBy(() -> post(with(), address)).isInstanceOf(AddressRefused.class);
    }

    @Test
    void strangeWaysToWriteANumberReachNobodyEither() {
        assertThatThrownBy(() -> post(with(), "http://0x7f.1/"))
                .isInstanceOfAny(AddressRefused.class, Unanswered.class);
        assertThat(calls).hasValue(0);
    }

    @Test
    void aHostThatIsAllowedIsCalledAndWhatItSaysIsRead() {
        var answer = post(with("localhost:*"), here + "/ok");

        assertThat(answer.code()).isEqualTo(200);
        assertThat(answer.text()).isEqualTo("thanks");
        assertThat(answer.isSuccess()).isTrue();
    }

    @Test
    void allowingOnePortAllowsNoOther() {
        assertThatThrownBy(() -> post(with("localhost:1"), here + "/ok")).isInstanceOf(AddressRefused.class);
    }

    @Test
    void redirectsAreFollowedAFewTimesAndCheckedEachTime() {
        var http = with("localhost:*");

        assertThat(post(http, here + "/moved").text()).isEqualTo("thanks");
        assertThat(post(http, here + "/round").code()).isEqualTo(308);
        assertThat(calls).hasValue(6);
        assertThatThrownBy(() -> post(http, here + "/inside")).isInstanceOf(AddressRefused.class);
        assertThatThrownBy(() -> post(http, here + "/file")).isInstanceOf(AddressRefused.class);
    }

    @Test
    void aNameThatChangesItsAnswerIsCheckedWhenItIsConnectedTo() {
        var asked = new AtomicInteger();
        DnsResolver rebinding = new DnsResolver() {
            @Override
            public InetAddress[] resolve(String host) throws UnknownHostException {
                return new InetAddress[] {
                    InetAddress.getByName(asked.getAndIncrement() == 0 ? "127.0.0.1" : "93.184.216.34")
                };
            }

            @Override
            public String resolveCanonicalHostname(String host) {
                return host;
            }
        };
        var settings = new OutboundSettings(List.of(), Duration.ofSeconds(1), Duration.ofSeconds(1));
        var http = new OutboundHttp(settings, new AddressRules(List.of(), rebinding));

        assertThatThrownBy(() -> post(http, "http://innocent.example/")).isInstanceOf(AddressRefused.class);
        assertThat(asked).hasValue(1);
    }

    @Test
    void whoNeverEndsItsAnswerIsNotWaitedFor() {
        server.createContext("/drip", exchange -> {
            exchange.sendResponseHeaders(200, 0);
            try {
                for (int i = 0; i < 200; i++) {
                    exchange.getResponseBody().write('.');
                    exchange.getResponseBody().flush();
                    Thread.sleep(100);
                }
            } catch (IOException | InterruptedException gone) {
                exchange.close();
            }
        });

        assertThatThrownBy(() -> post(with("localhost:*"), here + "/drip")).isInstanceOf(Unanswered.class);
    }
}
