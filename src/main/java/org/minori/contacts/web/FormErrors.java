package org.minori.contacts.web;

import java.util.LinkedHashMap;
import java.util.Map;
import org.minori.web.InvalidInput;
import org.minori.web.Texts;
import org.springframework.stereotype.Component;

/** Faults in the reader's language, by field, to stand beside what was typed. */
@Component
class FormErrors {

    private final Texts texts;

    FormErrors(Texts texts) {
        this.texts = texts;
    }

    Map<String, String> of(InvalidInput refused) {
        var errors = new LinkedHashMap<String, String>();
        for (var error : refused.errors()) {
            errors.merge(error.field(), say(error), (one, other) -> one + " " + other);
        }
        return errors;
    }

    /** What one fault says; public so that templates can ask. */
    public String say(InvalidInput.FieldError error) {
        return texts.of(error.messageKey(), error.arguments().toArray());
    }

    /** All of them in one line, for a page without fields. */
    String line(InvalidInput refused) {
        return String.join(" ", of(refused).values());
    }
}
