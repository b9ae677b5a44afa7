package org.minori.health;

import org.jspecify.annotations.Nullable;
import org.springframework.boot.diagnostics.AbstractFailureAnalyzer;
import org.springframework.boot.diagnostics.FailureAnalysis;
import org.springframework.boot.web.server.PortInUseException;
import org.springframework.core.Ordered;
import org.springframework.core.annotation.Order;
import org.springframework.core.env.Environment;

/** Says by which setting the metrics get another port, where a second node or another program has the first. */
@Order(Ordered.HIGHEST_PRECEDENCE)
class PortTakenAnalyzer extends AbstractFailureAnalyzer<PortInUseException> {

    private final Environment environment;

    PortTakenAnalyzer(Environment environment) {
        this.environment = environment;
    }

    @Override
    protected @Nullable FailureAnalysis analyze(Throwable failure, PortInUseException cause) {
        var port = environment.getProperty("management.server.port", Integer.class, -1);
        return cause.getPort() != port
                ? null
                : new FailureAnalysis(
                        "Port " + port
                                + ", on which Minori gives its metrics, is taken: by its own pages, by a second Minori on this machine or by another program.",
                        "Set MINORI_MANAGEMENT_PORT to a free port, or to -1 to give no metrics.",
                        cause);
    }
}
