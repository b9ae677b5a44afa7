package org.minori.web;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.boot.web.embedded.tomcat.TomcatServletWebServerFactory;
import org.springframework.context.support.ResourceBundleMessageSource;

class BareRefusalsTests {

    @ParameterizedTest
    @ValueSource(strings = {"/%00", "/contacts%00/1", "/%zz"})
    void anAddressThatMeansNothingGetsAPageOfOurs(String path) throws IOException {
        assertThat(ask(path, "ja"))
                .startsWith("HTTP/1.1 400")
                .contains("· Minori</title>", "何も変更されていません", "nosniff")
                .doesNotContain("Tomcat", "HTTP Status");
        assertThat(ask(path, "en")).contains("<html lang=\"en\">", "Nothing was changed");
    }

    @Test
    void aProgramGetsAProblem() throws IOException {
        assertThat(ask("/api/v1/%00", "ja")).contains("application/problem+json", "\"status\":400");
    }

    private static String ask(String path, String language) throws IOException {
        var messages = new ResourceBundleMessageSource();
        messages.setBasename("messages/web");
        messages.setAlwaysUseMessageFormat(true);
        messages.setDefaultEncoding(StandardCharsets.UTF_8.name());
        var factory = new TomcatServletWebServerFactory(0);
        new BareRefusals().plainRefusals(messages).customize(factory);
        var server = factory.getWebServer();
        server.start();
        try (var line = new Socket("localhost", server.getPort())) {
            var request = "GET " + path + " HTTP/1.1\r\nHost: localhost\r\nAccept-Language: " + language
                    + "\r\nConnection: close\r\n\r\n";
            line.getOutputStream().write(request.getBytes(StandardCharsets.US_ASCII));
            return new String(line.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        } finally {
            server.stop();
        }
    }
}
