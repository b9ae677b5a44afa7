package org.minori.tracking;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.format.DateTimeParseException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.minori.contacts.ContactId;
import org.minori.contacts.ContactReference;
import org.minori.web.InvalidInput;

/** Reads the events of one request and collects every fault, each with the place where it is. */
final class EventCheck {

    private static final Pattern TYPE = Pattern.compile("[A-Za-z][A-Za-z0-9._-]{0,63}");
    private static final Pattern PROPERTY = Pattern.compile("[\\p{L}_][\\p{L}\\p{N}._-]{0,63}");
    private static final Duration CLOCKS_DIFFER = Duration.ofMinutes(5);
    private static final Instant EARLIEST = Instant.parse("2000-01-01T00:00:00Z");
    private static final int MOST_KEY = 200;
    private static final int MOST_PROPERTIES = 50;
    private static final int MOST_TEXT = 2_000;
    private static final int MOST_TEXT_TOGETHER = 12_000;
    private static final int MOST_SUBJECT = 250;
    private static final int MOST_FAULTS = 100;

    private final Instant now;
    private final List<InvalidInput.FieldError> faults = new ArrayList<>();

    EventCheck(Instant now) {
        this.now = now;
    }

    /** What is wrong so far; the first hundred faults are enough to mend the sender. */
    List<InvalidInput.FieldError> faults() {
        return faults.subList(0, Math.min(faults.size(), MOST_FAULTS));
    }

    void fault(int item, String field, String messageKey, Object... arguments) {
        faults.add(new InvalidInput.FieldError("items[" + item + "]." + field, messageKey, arguments));
    }

    /** The contact is still to be found; everything else is read. */
    Draft read(int item, EventItem event) {
        reference(item, event.contact());
        var type = event.type() == null ? "" : event.type();
        if (!TYPE.matcher(type).matches()) {
            fault(item, "type", "tracking.error.type");
        }
        if (event.key() != null && (event.key().isEmpty() || event.key().length() > MOST_KEY)) {
            fault(item, "key", "tracking.error.length", MOST_KEY);
        }
        if (event.subject() != null && event.subject().length() > MOST_SUBJECT) {
            fault(item, "subject", "tracking.error.length", MOST_SUBJECT);
        }
        var properties = properties(item, event.properties());
        return new Draft(
                event.key(),
                type,
                event.subject() == null ? subject(type, properties) : event.subject(),
                occurredAt(item, event.occurredAt()),
                properties);
    }

    /** An event whose contact is still to be found. */
    record Draft(
            @Nullable String key,
            String type,
            @Nullable String subject,
            Instant occurredAt,
            Map<String, String> properties) {

        Touchpoint of(ContactId contact) {
            return new Touchpoint(key, contact, type, subject, occurredAt, properties, false);
        }
    }

    private void reference(int item, @Nullable ContactReference contact) {
        long named = contact == null
                ? 0
                : Stream.of(contact.id(), contact.email(), contact.externalId())
                        .filter(name -> name != null && !name.isBlank())
                        .count();
        boolean visitor = contact != null && contact.visitorId() != null;
        if (named > 1 || named == 0 && !visitor) {
            fault(item, "contact", "tracking.error.reference");
        }
        if (contact != null && visitor && !PageView.isVisitor(contact.visitorId())) {
            fault(item, "contact.visitorId", "tracking.error.visitor");
        }
    }

    private Instant occurredAt(int item, @Nullable String text) {
        if (text == null) {
            return now;
        }
        try {
            var at = OffsetDateTime.parse(text).toInstant();
            if (at.isAfter(now.plus(CLOCKS_DIFFER))) {
                fault(item, "occurredAt", "tracking.error.future");
            } else if (at.isBefore(EARLIEST)) {
                fault(item, "occurredAt", "tracking.error.tooEarly");
            }
            return at;
        } catch (DateTimeParseException e) {
            fault(item, "occurredAt", "tracking.error.instant");
            return now;
        }
    }

    private Map<String, String> properties(int item, @Nullable Map<String, @Nullable JsonNode> given) {
        if (given == null || given.isEmpty()) {
            return Map.of();
        }
        if (given.size() > MOST_PROPERTIES) {
            fault(item, "properties", "tracking.error.properties", MOST_PROPERTIES);
            return Map.of();
        }
        var properties = new TreeMap<String, String>();
        int together = 0;
        for (var property : given.entrySet()) {
            var value = property.getValue();
            if (value == null || value.isNull()) {
                continue;
            }
            var text = value.isValueNode() ? value.asText() : value.toString();
            together += text.length();
            if (!PROPERTY.matcher(property.getKey()).matches()) {
                fault(item, "properties", "tracking.error.propertyName");
            } else if (text.length() > MOST_TEXT || together > MOST_TEXT_TOGETHER) {
                fault(item, "properties." + property.getKey(), "tracking.error.length", MOST_TEXT);
            } else if (property.getKey().equals(Touchpoint.URL) && !Words.isWebAddress(text)) {
                fault(item, "properties." + property.getKey(), "tracking.error.url");
            } else {
                properties.put(property.getKey(), text);
            }
        }
        return properties;
    }

    /** What waits and rules may name the event by, where its sender did not say. */
    private static @Nullable String subject(String type, Map<String, String> properties) {
        if (type.equals(TouchpointType.PAGE_VIEWED)) {
            var url = properties.get(Touchpoint.URL);
            return url == null ? null : Words.path(url);
        }
        if (type.equals(TouchpointType.FORM_SUBMITTED)) {
            return Words.cutNullable(properties.get("form"), MOST_SUBJECT);
        }
        return type.startsWith("email") ? Words.cutNullable(properties.get("email"), MOST_SUBJECT) : null;
    }
}
