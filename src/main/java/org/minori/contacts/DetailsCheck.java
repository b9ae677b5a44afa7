package org.minori.contacts;

import java.time.Clock;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.Collection;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.minori.contacts.ContactField.Type;
import org.minori.web.InvalidInput;
import org.minori.web.InvalidInput.FieldError;
import org.springframework.stereotype.Component;

/** Checks what comes in about contacts and names every fault at once. */
@Component
class DetailsCheck {

    private static final int LONGEST_TAG = 64;
    private static final int MOST_TAGS = 100;
    private static final int LONGEST_WORDING = 10_000;
    private static final Duration CLOCKS_MAY_DIFFER = Duration.ofDays(1);

    private final FieldCatalogue catalogue;
    private final Clock clock;

    DetailsCheck(FieldCatalogue catalogue, Clock clock) {
        this.catalogue = catalogue;
        this.clock = clock;
    }

    /** Blank values say nothing and are left out. */
    CleanDetails check(ContactDetails told) {
        var values = new LinkedHashMap<String, String>();
        put(values, BuiltInField.EMAIL, told.email());
        put(values, BuiltInField.EXTERNAL_ID, told.externalId());
        put(values, BuiltInField.LAST_NAME, told.lastName());
        put(values, BuiltInField.FIRST_NAME, told.firstName());
        put(values, BuiltInField.LAST_NAME_KANA, told.lastNameKana());
        put(values, BuiltInField.FIRST_NAME_KANA, told.firstNameKana());
        put(values, BuiltInField.COMPANY, told.company());
        put(values, BuiltInField.DEPARTMENT, told.department());
        put(values, BuiltInField.JOB_TITLE, told.jobTitle());
        put(values, BuiltInField.PHONE, told.phone());
        put(values, BuiltInField.LOCALE, told.locale());
        put(values, BuiltInField.TIME_ZONE, told.timeZone());
        var errors = new ArrayList<FieldError>();
        var builtIn = new EnumMap<BuiltInField, String>(BuiltInField.class);
        var custom = new HashMap<String, FieldValue>();
        values.forEach((key, value) -> one(key, key, value, builtIn, custom, errors));
        if (told.fields() != null) {
            told.fields().forEach((key, value) -> {
                if (value != null && !value.isBlank()) {
                    var path = BuiltInField.of(key).isPresent() ? key : "fields." + key;
                    one(key, path, value, builtIn, custom, errors);
                }
            });
        }
        var tags = tags(told.tags() == null ? Set.of() : told.tags(), errors);
        var consent = consent(told.consent(), errors);
        refuse(errors);
        return new CleanDetails(builtIn, custom, tags, consent);
    }

    /** Checks new values of single fields, built-in and custom ones by key; an empty one clears. */
    CleanDetails checkValues(Map<String, String> values) {
        var errors = new ArrayList<FieldError>();
        var builtIn = new EnumMap<BuiltInField, String>(BuiltInField.class);
        var custom = new HashMap<String, FieldValue>();
        values.forEach((key, value) -> one(key, key, value, builtIn, custom, errors));
        refuse(errors);
        return new CleanDetails(builtIn, custom, Set.of(), null);
    }

    /** The one spelling of a tag; InvalidInput when it can't be one. */
    String tag(String written) {
        var errors = new ArrayList<FieldError>();
        var tags = tags(List.of(written), errors);
        refuse(errors);
        if (tags.isEmpty()) {
            throw new InvalidInput("tag", "contacts.error.tag", LONGEST_TAG);
        }
        return tags.iterator().next();
    }

    private static void put(Map<String, String> values, BuiltInField field, @Nullable String value) {
        if (value != null && !value.isBlank()) {
            values.put(field.key, value);
        }
    }

    private void one(
            String key,
            String path,
            String value,
            Map<BuiltInField, String> builtIn,
            Map<String, FieldValue> custom,
            List<FieldError> errors) {
        var known = BuiltInField.of(key);
        if (known.isPresent()) {
            builtIn(known.get(), path, value, builtIn, errors);
            return;
        }
        var field = catalogue.custom(key);
        if (field.isEmpty()) {
            errors.add(new FieldError(path, "contacts.error.unknownField", key));
            return;
        }
        if (value.isBlank()) {
            custom.put(field.get().key(), new FieldValue("", null, null, null));
            return;
        }
        FieldValue.read(field.get().type(), value)
                .ifPresentOrElse(
                        read -> custom.put(field.get().key(), read),
                        () -> errors.add(
                                new FieldError(path, messageKey(field.get().type()), FieldValue.LONGEST_TEXT)));
    }

    private static String messageKey(Type type) {
        return "contacts.error." + type.name().toLowerCase(Locale.ROOT);
    }

    private static void builtIn(
            BuiltInField field, String path, String value, Map<BuiltInField, String> builtIn, List<FieldError> errors) {
        if (!field.writable()) {
            errors.add(new FieldError(path, "contacts.error.readOnly", field.key));
            return;
        }
        var line = Spelling.oneLine(value);
        if (line.isEmpty()) {
            builtIn.put(field, "");
            return;
        }
        var fault = fault(field, value, line);
        if (fault != null) {
            errors.add(new FieldError(path, fault, field.longest));
            return;
        }
        builtIn.put(field, canonical(field, line));
    }

    private static @Nullable String fault(BuiltInField field, String value, String line) {
        return switch (field) {
            case EMAIL -> EmailAddress.normalise(value).isPresent() ? null : "contacts.error.email";
            case LOCALE ->
                Locale.forLanguageTag(line.replace('_', '-')).getLanguage().isEmpty() ? "contacts.error.locale" : null;
            case TIME_ZONE -> isZone(line) ? null : "contacts.error.timeZone";
            case TRACKING_CONSENT -> TrackingConsent.read(line).isPresent() ? null : "contacts.error.trackingConsent";
            default -> {
                if (!FieldValue.isClean(line, false)) {
                    yield "contacts.error.characters";
                }
                yield line.length() > field.longest ? "contacts.error.tooLong" : null;
            }
        };
    }

    private static String canonical(BuiltInField field, String line) {
        return switch (field) {
            case EMAIL -> EmailAddress.normalise(line).orElseThrow();
            case LOCALE -> Locale.forLanguageTag(line.replace('_', '-')).toLanguageTag();
            case LAST_NAME_KANA, FIRST_NAME_KANA -> Spelling.kana(line);
            case PHONE -> Spelling.foldAscii(line);
            case TRACKING_CONSENT -> TrackingConsent.read(line).orElseThrow().name();
            default -> line;
        };
    }

    private static boolean isZone(String zone) {
        try {
            return !ZoneId.of(zone).getId().isEmpty() && zone.length() <= BuiltInField.TIME_ZONE.longest;
        } catch (DateTimeException unknown) {
            return false;
        }
    }

    private static Set<String> tags(Collection<String> written, List<FieldError> errors) {
        var tags = new LinkedHashSet<String>();
        for (var each : written) {
            var tag = each == null ? "" : Spelling.tag(each);
            if (tag.isEmpty()) {
                continue;
            }
            if (tag.length() > LONGEST_TAG || tag.contains(",") || !FieldValue.isClean(tag, false)) {
                errors.add(new FieldError("tags", "contacts.error.tag", LONGEST_TAG));
            } else {
                tags.add(tag);
            }
        }
        if (tags.size() > MOST_TAGS) {
            errors.add(new FieldError("tags", "contacts.error.tooManyTags", MOST_TAGS));
        }
        return tags;
    }

    private @Nullable Consent consent(@Nullable Consent consent, List<FieldError> errors) {
        if (consent == null) {
            return null;
        }
        if (consent.basis() == null) {
            errors.add(new FieldError("consent.basis", "contacts.error.consentBasis"));
            return null;
        }
        var at = consent.obtainedAt() == null ? clock.instant() : consent.obtainedAt();
        if (at.isAfter(clock.instant().plus(CLOCKS_MAY_DIFFER)) || at.getEpochSecond() < 0) {
            errors.add(new FieldError("consent.obtainedAt", "contacts.error.consentTime"));
        }
        var wording = consent.wording();
        if (wording != null && (wording.length() > LONGEST_WORDING || !FieldValue.isClean(wording, true))) {
            errors.add(new FieldError("consent.wording", "contacts.error.text", LONGEST_WORDING));
        }
        return new Consent(consent.basis(), at, wording == null || wording.isBlank() ? null : wording.strip());
    }

    private static void refuse(List<FieldError> errors) {
        if (!errors.isEmpty()) {
            throw new InvalidInput(errors);
        }
    }
}
