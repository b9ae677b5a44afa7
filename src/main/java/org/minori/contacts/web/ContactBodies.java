package org.minori.contacts.web;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonMappingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.exc.UnrecognizedPropertyException;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.minori.contacts.Consent;
import org.minori.contacts.ContactDetails;
import org.minori.contacts.ContactDirectory;
import org.minori.web.InvalidInput;
import org.minori.web.InvalidInput.FieldError;
import org.springframework.stereotype.Component;

/** Reads contacts and changes of contacts from JSON, so that one bad item of many is refused alone and by name. */
@Component
class ContactBodies {

    private final ObjectMapper json;
    private final ContactDirectory directory;

    ContactBodies(ObjectMapper json, ContactDirectory directory) {
        this.json = json;
        this.directory = directory;
    }

    /** One item: its body, or what is wrong with it. */
    record Item(@Nullable ContactBody body, @Nullable ContactDetails read, List<FieldError> errors) {

        ContactDetails details() {
            if (read == null) {
                throw new IllegalStateException("a refused item has no details");
            }
            return read;
        }
    }

    /** What a PATCH asks for: field values by key, where an empty text clears; all tags, where they are given. */
    record Change(
            Map<String, String> values,
            @Nullable Set<String> tags,
            @Nullable Consent consent) {}

    Item read(@Nullable JsonNode node) {
        try {
            if (node == null || !node.isObject()) {
                throw new InvalidInput("items", "contacts.error.notAnObject");
            }
            var body = json.treeToValue(node, ContactBody.class);
            return new Item(body, body.details(), List.of());
        } catch (InvalidInput refused) {
            return new Item(null, null, refused.errors());
        } catch (UnrecognizedPropertyException unknown) {
            return refused(unknown, "contacts.error.unknownField", unknown.getPropertyName());
        } catch (JsonMappingException misfit) {
            return refused(misfit, "contacts.error.notAText");
        } catch (JsonProcessingException malformed) {
            throw new InvalidInput("items", "contacts.error.notAnObject");
        }
    }

    private static Item refused(JsonMappingException misfit, String messageKey, Object... arguments) {
        var path = misfit.getPath().stream()
                .map(JsonMappingException.Reference::getFieldName)
                .filter(name -> name != null)
                .collect(Collectors.joining("."));
        return new Item(null, null, List.of(new FieldError(path, messageKey, arguments)));
    }

    Change change(JsonNode body) {
        if (!body.isObject()) {
            throw new InvalidInput("body", "contacts.error.notAnObject");
        }
        var known = directory.fields().stream()
                .filter(field -> !field.isCustom())
                .map(field -> field.key())
                .collect(Collectors.toSet());
        var values = new LinkedHashMap<String, String>();
        Set<String> tags = null;
        Consent consent = null;
        for (var property : body.properties()) {
            var value = property.getValue();
            switch (property.getKey()) {
                case "tags" -> tags = tags(value);
                case "fields" -> values.putAll(fields(value));
                case "consent" -> consent = consent(value);
                default -> {
                    if (!known.contains(property.getKey())) {
                        throw new InvalidInput(property.getKey(), "contacts.error.unknownField", property.getKey());
                    }
                    values.put(property.getKey(), ContactBody.text(property.getKey(), value));
                }
            }
        }
        return new Change(values, tags, consent);
    }

    private static Set<String> tags(JsonNode value) {
        if (!value.isArray() && !value.isNull()) {
            throw new InvalidInput("tags", "contacts.error.notAList");
        }
        var tags = new LinkedHashSet<String>();
        value.forEach(tag -> tags.add(ContactBody.text("tags", tag)));
        return tags;
    }

    private static Map<String, String> fields(JsonNode value) {
        if (!value.isObject()) {
            throw new InvalidInput("fields", "contacts.error.notAnObject");
        }
        return ContactBody.texts(
                value.properties().stream().collect(Collectors.toMap(Map.Entry::getKey, Map.Entry::getValue)));
    }

    private @Nullable Consent consent(JsonNode value) {
        try {
            return value.isNull()
                    ? null
                    : json.treeToValue(value, ContactBody.ConsentBody.class).consent();
        } catch (JsonProcessingException misfit) {
            throw new InvalidInput("consent", "contacts.error.consentBasis");
        }
    }
}
