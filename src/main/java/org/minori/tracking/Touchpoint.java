package org.minori.tracking;

import java.time.Instant;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.minori.contacts.ContactId;

/**
 * Anything that happened with a lead.
 *
 * @param key the sender's own name for it; one that was seen before is not counted again
 * @param type a listed kind ({@link TouchpointType}) or a custom event's name
 * @param subject what it was about and what waits can name: the e-mail's key, the form's key, the path of the page
 * @param machine seen but not counted: a crawler, scanner or prefetch did it
 */
public record Touchpoint(
        @Nullable String key,
        ContactId contact,
        String type,
        @Nullable String subject,
        Instant occurredAt,
        Map<String, String> properties,
        boolean machine) {

    /** Property of a touchpoint with a page or a link: its address. */
    public static final String URL = "url";

    /** Property of a touchpoint that a service caused in the name of a person, who may not have looked: it is shown, but gives no points. */
    public static final String UNVERIFIED = "unverified";
}
