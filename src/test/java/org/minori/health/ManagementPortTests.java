package org.minori.health;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import org.apache.commons.logging.LogFactory;
import org.junit.jupiter.api.Test;
import org.springframework.boot.SpringApplication;
import org.springframework.boot.logging.DeferredLogFactory;
import org.springframework.mock.env.MockEnvironment;

/** The usual port of the metrics must not keep the application from starting. */
class ManagementPortTests {

    private static String after(MockEnvironment environment) {
        DeferredLogFactory logs = destination -> LogFactory.getLog("test");
        new ManagementPort(logs).postProcessEnvironment(environment, new SpringApplication());
        return environment.getProperty("management.server.port");
    }

    private static MockEnvironment usual() {
        return new MockEnvironment().withProperty("management.server.port", "8081");
    }

    @Test
    void pagesOnTheUsualPortOfTheMetricsGoFirst() {
        assertThat(after(usual().withProperty("server.port", "8081"))).isEqualTo("-1");
    }

    @Test
    void aSecondNodeStartsWithoutMetrics() throws Exception {
        try (var first = listenOnTheUsualPort()) {
            assertThat(first == null || first.isBound()).isTrue();
            assertThat(after(usual())).isEqualTo("-1");
        }
    }

    /** Null where another program of the machine listens there already, which is as good. */
    private static ServerSocket listenOnTheUsualPort() {
        try {
            return new ServerSocket(8081, 1, InetAddress.getByName("127.0.0.1"));
        } catch (IOException taken) {
            return null;
        }
    }

    @Test
    void aPortThatSomebodyChoseIsTakenAtTheirWord() throws Exception {
        try (var first = new ServerSocket(0, 1, InetAddress.getByName("127.0.0.1"))) {
            var port = Integer.toString(first.getLocalPort());
            assertThat(after(new MockEnvironment()
                            .withProperty("management.server.port", port)
                            .withProperty("MINORI_MANAGEMENT_PORT", port)))
                    .isEqualTo(port);
        }
        assertThat(after(usual().withProperty("server.port", "8081").withProperty("MINORI_MANAGEMENT_PORT", "8081")))
                .isEqualTo("8081");
    }
}
