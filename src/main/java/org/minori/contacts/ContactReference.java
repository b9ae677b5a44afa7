package org.minori.contacts;

import org.jspecify.annotations.Nullable;

/** How other systems name a contact: exactly one of the four is given. */
public record ContactReference(
        @Nullable String id,
        @Nullable String email,
        @Nullable String externalId,
        @Nullable String visitorId) {}
