package org.minori.contacts;

import java.nio.file.Path;
import org.springframework.boot.context.properties.ConfigurationProperties;

/** Where files wait while they are taken in. */
@ConfigurationProperties("minori")
record ContactSettings(Path data) {

    Path imports() {
        return data.resolve("imports");
    }
}
