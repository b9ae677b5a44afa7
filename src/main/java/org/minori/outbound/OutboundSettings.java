package org.minori.outbound;

import java.time.Duration;
import java.util.List;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * Where calls may go and how long they may take.
 *
 * @param allowedHosts hosts that may be called although they are not public: {@code name}, {@code name:port} or
 *     {@code name:*}
 * @param connect how long a connection may take
 * @param whole how long a call may take from its first to its last byte
 */
@ConfigurationProperties("minori.outbound")
record OutboundSettings(
        @DefaultValue List<String> allowedHosts,
        @DefaultValue("5s") Duration connect,
        @DefaultValue("10s") Duration whole) {}
