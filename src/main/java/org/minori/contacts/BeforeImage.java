package org.minori.contacts;

import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** What an import may change of a contact, as it stood before. */
record BeforeImage(
        Map<String, String> builtIn,
        Map<String, String> custom,
        Set<String> tags,
        @Nullable Consent consent) {

    static BeforeImage of(ContactCard card) {
        var builtIn = new HashMap<String, String>();
        ContactState.builtIn(card).forEach((field, value) -> builtIn.put(field.key, value));
        return new BeforeImage(builtIn, card.fields(), card.tags(), card.consent());
    }

    /** Every value as it stood, with an empty one where there was none. */
    Map<String, String> values(ContactCard now) {
        var values = new HashMap<String, String>();
        for (var field : BuiltInField.values()) {
            if (field.writable()) {
                values.put(field.key, builtIn.getOrDefault(field.key, ""));
            }
        }
        now.fields().keySet().forEach(key -> values.put(key, ""));
        values.putAll(custom);
        return values;
    }
}
