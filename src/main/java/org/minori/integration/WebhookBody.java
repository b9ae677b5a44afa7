package org.minori.integration;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.minori.contacts.ContactCard;
import org.minori.contacts.ContactDirectory;
import org.minori.integration.WebhookRows.Claimed;
import org.springframework.stereotype.Component;

/** Writes what a call says, from what is known of the contact when it is made: nothing about a person waits in the outbox. */
@Component
class WebhookBody {

    private final ContactDirectory contacts;
    private final ObjectMapper json;

    WebhookBody(ContactDirectory contacts, ObjectMapper json) {
        this.contacts = contacts;
        this.json = json;
    }

    /** The JSON; empty when the contact is no longer there. */
    Optional<byte[]> of(Claimed call) {
        Map<String, Object> body = new LinkedHashMap<>();
        body.put("id", Long.toString(call.id()));
        body.put("event", call.event());
        body.put("occurredAt", call.createdAt());
        if (call.scenario() != null) {
            body.put("scenario", withoutNulls("key", call.scenario(), "name", call.scenarioName()));
            body.put("step", call.step());
        }
        var contact = call.contact();
        if (contact != null) {
            var card = contacts.find(contact);
            if (card.isEmpty()) {
                return Optional.empty();
            }
            body.put("contact", person(card.get()));
        }
        try {
            if (call.about() != null) {
                body.putAll(json.readValue(call.about(), new TypeReference<Map<String, Object>>() {}));
            }
            return Optional.of(json.writeValueAsBytes(body));
        } catch (JsonProcessingException impossible) {
            throw new IllegalStateException(impossible);
        }
    }

    private static Map<String, Object> person(ContactCard card) {
        var person = withoutNulls(
                "id", card.id().toString(),
                "externalId", card.externalId(),
                "email", card.email(),
                "lastName", card.lastName(),
                "firstName", card.firstName(),
                "company", card.company(),
                "department", card.department(),
                "jobTitle", card.jobTitle(),
                "phone", card.phone());
        person.put("stage", card.stage().name());
        person.put("owner", card.owner().name());
        person.put("tags", card.tags());
        person.put("fields", card.fields());
        return person;
    }

    private static Map<String, Object> withoutNulls(@Nullable String... namesAndValues) {
        Map<String, Object> map = new LinkedHashMap<>();
        for (int i = 0; i < namesAndValues.length; i += 2) {
            var name = namesAndValues[i];
            var value = namesAndValues[i + 1];
            if (name != null && value != null) {
                map.put(name, value);
            }
        }
        return map;
    }
}
