package org.minori.contacts;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** What somebody tells us about a contact; null leaves what is known as it is. */
public record ContactDetails(
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
        @Nullable Set<String> tags,
        @Nullable Map<String, String> fields,
        @Nullable Consent consent) {

    /**
     * What a form or a file tells: values by the keys of fields.
     *
     * @param values those of the built-in fields are taken by their keys, others are left
     * @param custom values of fields that somebody made, by their keys
     */
    public static ContactDetails of(
            Map<String, String> values,
            @Nullable Set<String> tags,
            Map<String, String> custom,
            @Nullable Consent consent) {
        var fields = new LinkedHashMap<>(custom);
        var tracking = values.get(BuiltInField.TRACKING_CONSENT.key);
        if (tracking != null) {
            fields.put(BuiltInField.TRACKING_CONSENT.key, tracking);
        }
        return new ContactDetails(
                values.get("email"),
                values.get("externalId"),
                values.get("lastName"),
                values.get("firstName"),
                values.get("lastNameKana"),
                values.get("firstNameKana"),
                values.get("company"),
                values.get("department"),
                values.get("jobTitle"),
                values.get("phone"),
                values.get("locale"),
                values.get("timeZone"),
                tags,
                fields,
                consent);
    }
}
