package org.minori.health;

import java.time.Instant;
import org.jspecify.annotations.Nullable;
import org.minori.web.VitalSigns.Unit;

/**
 * Something that is or was too much.
 *
 * @param kind the name of the sign
 * @param subject which of the things that the sign counts; empty where there is only the number
 * @param worst the greatest value it had
 * @param raisedAt when people were told; null while it has not lasted long enough
 */
public record Alert(
        long id,
        String kind,
        String subject,
        String name,
        String path,
        Unit unit,
        double worst,
        Instant since,
        @Nullable Instant raisedAt,
        @Nullable Instant endedAt) {

    static String key(String kind, String subject) {
        return kind + ":" + subject;
    }

    String key() {
        return key(kind, subject);
    }
}
