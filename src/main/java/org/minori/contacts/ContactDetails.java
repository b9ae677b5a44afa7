package org.minori.contacts;

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
        @Nullable Consent consent) {}
