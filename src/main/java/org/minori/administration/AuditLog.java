package org.minori.administration;

import java.util.Map;
import org.springframework.stereotype.Service;

/** The append-only record of who did what: each row carries the hash of the one before. */
@Service
public class AuditLog {

    /**
     * Adds a row in the running transaction, by the signed-in user, the API key or the system.
     *
     * @param action in the past tense and dotted, such as {@code scenario.published}
     * @param subject what it happened to, such as {@code scenario:welcome}
     * @param details old and new values, personal ones masked
     */
    public void record(String action, String subject, Map<String, String> details) {
        throw new UnsupportedOperationException();
    }
}
