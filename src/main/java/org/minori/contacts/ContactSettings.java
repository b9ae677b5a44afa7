package org.minori.contacts;

import java.nio.file.Path;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * What an installation decides about contacts.
 *
 * @param data where files wait while they are taken in
 * @param trackByDefault whether opens and clicks of those are noted who were never asked
 */
@ConfigurationProperties("minori")
record ContactSettings(Path data, @DefaultValue("true") boolean trackByDefault) {

    Path imports() {
        return data.resolve("imports");
    }
}
