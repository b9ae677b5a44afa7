package org.minori.delivery;

import org.springframework.boot.context.properties.ConfigurationProperties;

/** The address that links in mails begin with: from the configuration only, never from a request's host. */
@ConfigurationProperties("minori")
record PublicAddress(String baseUrl) {

    String of(String path) {
        return (baseUrl.endsWith("/") ? baseUrl.substring(0, baseUrl.length() - 1) : baseUrl) + path;
    }
}
