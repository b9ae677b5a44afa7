package org.minori.tracking;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.minori.contacts.ContactReference;

/**
 * One event as another system reports it.
 *
 * @param contact exactly one of id, address and external id, or a visitor; one of the three together with a visitor says
 *     who the visitor is
 * @param subject what it is about, if not plain from the properties
 */
public record EventItem(
        @Nullable String key,
        @Nullable ContactReference contact,
        @Nullable String type,
        @Nullable String occurredAt,
        @Nullable String subject,
        @Nullable Map<String, @Nullable JsonNode> properties) {}
