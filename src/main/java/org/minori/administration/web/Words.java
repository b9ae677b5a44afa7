package org.minori.administration.web;

import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import org.minori.web.InvalidInput;
import org.minori.web.Texts;
import org.springframework.context.MessageSource;
import org.springframework.stereotype.Component;

/** The texts of this module's pages, and what could not be taken as texts beside the fields of a form. */
@Component("administrationWords")
class Words {

    private final Texts texts;
    private final MessageSource messages;

    Words(Texts texts, MessageSource messages) {
        this.texts = texts;
        this.messages = messages;
    }

    String of(String key) {
        return texts.of(key);
    }

    /** In a language that begins with the next page. */
    String in(Locale language, String key) {
        return messages.getMessage(key, null, language);
    }

    Map<String, String> errors(InvalidInput invalid) {
        var errors = new LinkedHashMap<String, String>();
        invalid.errors()
                .forEach(error -> errors.putIfAbsent(
                        error.field(),
                        texts.of(error.messageKey(), error.arguments().toArray())));
        return errors;
    }
}
