package org.minori.storage;

import java.time.Clock;
import java.time.ZoneId;
import org.springframework.beans.factory.annotation.Value;
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

    /** By whose clock days begin and hours are meant wherever neither a contact, a calendar nor a user says otherwise. */
    @Bean
    ZoneId companyZone(@Value("${minori.time-zone:Asia/Tokyo}") ZoneId zone) {
        return zone;
    }
}
