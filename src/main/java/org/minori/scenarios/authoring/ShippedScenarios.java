package org.minori.scenarios.authoring;

import java.io.IOException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.boot.context.event.ApplicationReadyEvent;
import org.springframework.context.event.EventListener;
import org.springframework.core.Ordered;
import org.springframework.core.annotation.Order;
import org.springframework.core.io.support.PathMatchingResourcePatternResolver;
import org.springframework.stereotype.Component;

/** Lays the scenarios of {@code processes/} in as drafts, when what they name is there. */
@Component
class ShippedScenarios {

    private static final Logger LOG = LoggerFactory.getLogger(ShippedScenarios.class);

    private final ScenarioDrafts drafts;

    ShippedScenarios(ScenarioDrafts drafts) {
        this.drafts = drafts;
    }

    @EventListener(ApplicationReadyEvent.class)
    @Order(Ordered.LOWEST_PRECEDENCE)
    void load() throws IOException {
        for (var file : new PathMatchingResourcePatternResolver().getResources("classpath*:processes/*.bpmn")) {
            var name = String.valueOf(file.getFilename());
            if (drafts.ship(name.substring(0, name.length() - ".bpmn".length()), file.getContentAsByteArray())) {
                LOG.info("Shipped scenario loaded as a draft: {}", name);
            }
        }
    }
}
