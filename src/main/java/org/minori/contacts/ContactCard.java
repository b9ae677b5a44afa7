package org.minori.contacts;

import java.time.DateTimeException;
import java.time.Instant;
import java.time.ZoneId;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.minori.administration.UserId;

/** A contact as other modules and the API see it. Fields are the custom ones, values as text in their canonical form. */
public record ContactCard(
        ContactId id,
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
        @Nullable UserId salesOwner,
        Set<String> tags,
        Map<String, String> fields,
        @Nullable Consent consent,
        @Nullable TrackingConsent trackingConsent,
        Instant createdAt,
        Instant updatedAt) {

    /** Family name first, as it is written in Japan; the address where there is no name. */
    public String displayName() {
        var name = ((lastName == null ? "" : lastName) + " " + (firstName == null ? "" : firstName)).strip();
        if (!name.isEmpty()) {
            return name;
        }
        return email == null ? id.toString() : email;
    }

    /** The contact's time zone; the company's where none is known. */
    public ZoneId zoneOr(ZoneId company) {
        try {
            return timeZone == null ? company : ZoneId.of(timeZone);
        } catch (DateTimeException unknownZone) {
            return company;
        }
    }
}
