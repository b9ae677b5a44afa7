package org.minori.contacts.web;

import com.fasterxml.jackson.databind.JsonNode;
import io.swagger.v3.oas.annotations.media.Schema;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.minori.contacts.Consent;
import org.minori.contacts.ConsentBasis;
import org.minori.contacts.ContactDetails;
import org.minori.web.InvalidInput;

/** What another system tells about a contact; it can't name more than this, such as a stage or an owner. */
@Schema(
        example =
                "{\"email\":\"yamada@example.co.jp\",\"lastName\":\"山田\",\"company\":\"山田製作所\",\"tags\":[\"exhibition\"]}")
record ContactBody(
        @Nullable String email,
        @Nullable String externalId,
        @Nullable String lastName,
        @Nullable String firstName,
        @Nullable String lastNameKana,
        @Nullable String firstNameKana,
        @Nullable String company,
        @Nullable String department,
        @Nullable String jobTitle,
        @Nullable String phone,
        @Nullable String locale,
        @Nullable String timeZone,
        @Nullable JsonNode trackingConsent,
        @Nullable Set<String> tags,
        @Nullable Map<String, JsonNode> fields,
        @Nullable ConsentBody consent) {

    static final String TRACKING_CONSENT = "trackingConsent";

    record ConsentBody(
            @Schema(requiredMode = Schema.RequiredMode.REQUIRED) @Nullable
            ConsentBasis basis,

            @Nullable Instant obtainedAt,
            @Nullable String wording) {

        Consent consent() {
            if (basis == null) {
                throw new InvalidInput("consent.basis", "contacts.error.consentBasis");
            }
            return new Consent(basis, Objects.requireNonNullElseGet(obtainedAt, Instant::now), wording);
        }
    }

    ContactDetails details() {
        return new ContactDetails(
                email,
                externalId,
                lastName,
                firstName,
                lastNameKana,
                firstNameKana,
                company,
                department,
                jobTitle,
                phone,
                locale,
                timeZone,
                tags,
                told(),
                consent == null ? null : consent.consent());
    }

    private Map<String, String> told() {
        var all = new LinkedHashMap<>(fields == null ? Map.of() : texts(fields));
        if (trackingConsent != null) {
            all.put(TRACKING_CONSENT, text(TRACKING_CONSENT, trackingConsent));
        }
        return all;
    }

    /** Custom values as text, whatever JSON wrote them as; a null clears. */
    static Map<String, String> texts(Map<String, JsonNode> fields) {
        var texts = new LinkedHashMap<String, String>();
        fields.forEach((key, value) -> texts.put(key, text("fields." + key, value)));
        return texts;
    }

    static String text(String field, @Nullable JsonNode value) {
        if (value == null || value.isNull()) {
            return "";
        }
        if (!value.isValueNode()) {
            throw new InvalidInput(field, "contacts.error.notAText");
        }
        return value.isNumber() ? value.decimalValue().toPlainString() : value.asText();
    }
}
