package org.minori.contacts;

import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** What somebody told us about a contact, checked and in canonical form; an empty text clears a field. */
record CleanDetails(
        Map<BuiltInField, String> builtIn,
        Map<String, FieldValue> custom,
        Set<String> tags,
        @Nullable Consent consent) {

    @Nullable
    String email() {
        return builtIn.get(BuiltInField.EMAIL);
    }

    @Nullable
    String externalId() {
        return builtIn.get(BuiltInField.EXTERNAL_ID);
    }

    @Nullable
    String company() {
        return builtIn.get(BuiltInField.COMPANY);
    }
}
