package org.minori.administration.web;

import java.util.LinkedHashMap;
import java.util.Map;
import org.minori.web.InvalidInput;
import org.minori.web.Texts;
import org.springframework.stereotype.Component;

/** Turns what could not be taken into texts beside the fields of a form. */
@Component
class FieldErrors {

    private final Texts texts;

    FieldErrors(Texts texts) {
        this.texts = texts;
    }

    Map<String, String> of(InvalidInput invalid) {
        var errors = new LinkedHashMap<String, String>();
        invalid.errors()
                .forEach(error -> errors.putIfAbsent(
                        error.field(),
                        texts.of(error.messageKey(), error.arguments().toArray())));
        return errors;
    }
}
