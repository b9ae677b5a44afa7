package org.minori.contacts;

import java.util.Locale;
import java.util.Optional;
import org.minori.contacts.ContactField.Type;

/** What a person answered when asked whether opens and clicks may be noted; apart from the consent to be written to. */
public enum TrackingConsent {
    GIVEN,
    WITHDRAWN;

    /** The answer as files, forms and programs write it; empty when it is none. */
    static Optional<TrackingConsent> read(String written) {
        return switch (written.toUpperCase(Locale.ROOT)) {
            case "GIVEN", "同意", "同意する", "許可" -> Optional.of(GIVEN);
            case "WITHDRAWN", "拒否", "同意しない", "不同意" -> Optional.of(WITHDRAWN);
            default ->
                FieldValue.read(Type.BOOLEAN, written)
                        .map(answer -> Boolean.TRUE.equals(answer.truth()) ? GIVEN : WITHDRAWN);
        };
    }
}
