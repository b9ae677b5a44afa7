package org.minori.contacts.web;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.minori.contacts.ContactField;
import org.minori.contacts.ContactView;

/** The fields of a contact as a form shows them: key, label and what is in it. */
final class ContactForm {

    /** The built-in fields that people edit, in the order in which people read them. */
    private static final List<String> EDITED = List.of(
            "lastName",
            "firstName",
            "lastNameKana",
            "firstNameKana",
            "email",
            "company",
            "department",
            "jobTitle",
            "phone",
            "externalId",
            "locale",
            "timeZone");

    private ContactForm() {}

    static List<ContactField> builtIn(List<ContactField> all) {
        var byKey = new LinkedHashMap<String, ContactField>();
        all.forEach(field -> byKey.put(field.key(), field));
        return EDITED.stream().map(byKey::get).filter(field -> field != null).toList();
    }

    static List<ContactField> custom(List<ContactField> all) {
        return all.stream().filter(ContactField::isCustom).toList();
    }

    static Map<String, String> values(ContactView card) {
        var values = new LinkedHashMap<String, String>(card.fields());
        put(values, "lastName", card.lastName());
        put(values, "firstName", card.firstName());
        put(values, "lastNameKana", card.lastNameKana());
        put(values, "firstNameKana", card.firstNameKana());
        put(values, "email", card.email());
        put(values, "company", card.company());
        put(values, "department", card.department());
        put(values, "jobTitle", card.jobTitle());
        put(values, "phone", card.phone());
        put(values, "externalId", card.externalId());
        put(values, "locale", card.locale());
        put(values, "timeZone", card.timeZone());
        return values;
    }

    private static void put(Map<String, String> values, String key, @Nullable String value) {
        if (value != null) {
            values.put(key, value);
        }
    }
}
