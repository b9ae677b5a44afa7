package org.minori.contacts;

import org.jspecify.annotations.Nullable;

/** A company as pages see it. */
public record CompanyCard(
        CompanyId id,
        String name,
        @Nullable String industry,
        @Nullable Integer employees,
        @Nullable String website,
        @Nullable String phone,
        @Nullable String address,
        long contacts) {}
