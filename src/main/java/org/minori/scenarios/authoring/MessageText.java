package org.minori.scenarios.authoring;

import org.springframework.context.MessageSourceResolvable;

/** A text of the message files as an argument of another, read in the language of whoever reads that. */
record MessageText(String key) implements MessageSourceResolvable {

    static MessageText of(String key) {
        return new MessageText(key);
    }

    @Override
    public String[] getCodes() {
        return new String[] {key};
    }
}
