package org.minori.contacts;

import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** A contact as the API shows it, wherever it does. */
public record ContactView(
        String id,
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
        Stage stage,
        LeadOwner owner,
        @Nullable String salesOwner,
        Set<String> tags,
        Map<String, String> fields,
        @Nullable Consent consent,
        @Nullable TrackingConsent trackingConsent,
        Map<String, Integer> scores,
        Instant createdAt,
        Instant updatedAt) {

    /** The contact with its scores by key; the overall one is always among them. */
    public static ContactView of(ContactCard card, Map<String, Integer> scores) {
        var all = new LinkedHashMap<String, Integer>();
        all.put("overall", 0);
        all.putAll(scores);
        return new ContactView(
                card.id().toString(),
                card.email(),
                card.externalId(),
                card.lastName(),
                card.firstName(),
                card.lastNameKana(),
                card.firstNameKana(),
                card.company(),
                card.department(),
                card.jobTitle(),
                card.phone(),
                card.locale(),
                card.timeZone(),
                card.stage(),
                card.owner(),
                card.salesOwner() == null ? null : card.salesOwner().toString(),
                card.tags(),
                card.fields(),
                card.consent(),
                card.trackingConsent(),
                all,
                card.createdAt(),
                card.updatedAt());
    }
}
