package org.minori.storage;

import java.time.Clock;
import org.springframework.boot.autoconfigure.condition.ConditionalOnProperty;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** The one clock that everybody asks for the time, so that a simulation or a test can bring another. */
@Configuration(proxyBeanMethods = false)
class ClockConfiguration {

    @Bean
    @ConditionalOnProperty(name = "minori.simulation", havingValue = "false", matchIfMissing = true)
    Clock clock() {
        return new RehearsalClock();
    }
}
