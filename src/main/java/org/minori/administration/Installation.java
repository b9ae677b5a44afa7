package org.minori.administration;

import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/** Where this installation is reached; links never follow what a request says about its host. */
@ConfigurationProperties("minori")
record Installation(@DefaultValue("http://localhost:8080") String baseUrl) {

    boolean encrypted() {
        return baseUrl.startsWith("https:");
    }

    String address(String path) {
        return (baseUrl.endsWith("/") ? baseUrl.substring(0, baseUrl.length() - 1) : baseUrl) + path;
    }
}
