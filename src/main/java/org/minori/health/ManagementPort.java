package org.minori.health;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.util.Map;
import org.apache.commons.logging.Log;
import org.springframework.boot.SpringApplication;
import org.springframework.boot.env.EnvironmentPostProcessor;
import org.springframework.boot.logging.DeferredLogFactory;
import org.springframework.core.Ordered;
import org.springframework.core.env.ConfigurableEnvironment;
import org.springframework.core.env.MapPropertySource;

/**
 * Lets the application start without metrics where nobody has chosen a port for them and the usual one is taken: a second
 * node on the machine, or whatever else listens there, must not keep the pages from coming up. A port that somebody chose
 * is taken at their word.
 */
public class ManagementPort implements EnvironmentPostProcessor, Ordered {

    private static final String CHOSEN = "MINORI_MANAGEMENT_PORT";
    private static final String PORT = "management.server.port";
    private static final int USUAL = 8081;
    private static final int OF_PAGES = 8080;

    private final Log log;

    /** Made by Spring Boot before anything else. */
    public ManagementPort(DeferredLogFactory logs) {
        this.log = logs.getLog(ManagementPort.class);
    }

    @Override
    public int getOrder() {
        return Ordered.LOWEST_PRECEDENCE;
    }

    @Override
    public void postProcessEnvironment(ConfigurableEnvironment environment, SpringApplication application) {
        int port = environment.getProperty(PORT, Integer.class, -1);
        if (port != USUAL || environment.containsProperty(CHOSEN)) {
            return;
        }
        int pages = environment.getProperty("server.port", Integer.class, OF_PAGES);
        if (pages == port || isTaken(environment.getProperty("management.server.address", "127.0.0.1"), port)) {
            log.warn("Port " + port + " is taken, so this node gives no metrics; " + CHOSEN + " names another one");
            environment
                    .getPropertySources()
                    .addFirst(new MapPropertySource("minori management port", Map.of(PORT, "-1")));
        }
    }

    private static boolean isTaken(String address, int port) {
        try (var probe = new ServerSocket()) {
            // As the server itself does, so that a port that was closed a moment ago counts as free.
            probe.setReuseAddress(true);
            probe.bind(new InetSocketAddress(address, port));
            return false;
        } catch (IOException taken) {
            return true;
        }
    }
}
