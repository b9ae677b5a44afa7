package org.minori.delivery;

import java.time.Duration;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/** The mail server; without a host mail goes to the built-in mailbox. */
@ConfigurationProperties("minori.smtp")
public record SmtpSettings(
        @Nullable String host,
        @Nullable Integer port,
        @Nullable String username,
        @Nullable String password,
        @DefaultValue("30s") Duration connectTimeout,
        @DefaultValue("300s") Duration readTimeout,
        @DefaultValue("60s") Duration writeTimeout) {

    /** Whether there is a server. */
    public boolean present() {
        return host != null && !host.isBlank();
    }

    int portOrUsual() {
        if (port != null) {
            return port;
        }
        return username == null || username.isBlank() ? 25 : 587;
    }
}
