package org.minori.administration;

import java.time.Duration;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/** Who is let in at the first start, how long a sign-in lasts and how fast one API key may call. Empty means: not set. */
@ConfigurationProperties("minori.administration")
record AdministrationSettings(
        @DefaultValue("") String adminEmail,
        @DefaultValue("") String adminPassword,
        @DefaultValue("") String apiKey,
        @DefaultValue("8h") Duration sessionIdle,
        @DefaultValue("12h") Duration sessionLifetime,
        @DefaultValue("11") int passwordStrength,
        @DefaultValue("200") int apiRequestsPerSecond,
        @DefaultValue("1000") int apiBurst) {

    /** Nothing of it may reach a log. */
    @Override
    public String toString() {
        return "AdministrationSettings";
    }
}
