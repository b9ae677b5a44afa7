package org.minori.web;

/** What is asked for contradicts what is already so, such as a key that is taken: 409 for the API. Nothing was changed. */
public abstract class Conflict extends RuntimeException {

    private final String messageKey;
    private final transient Object[] arguments;

    /** The message comes from the message files, with what was asked for as its arguments. */
    protected Conflict(String messageKey, Object... arguments) {
        super(messageKey);
        this.messageKey = messageKey;
        this.arguments = arguments;
    }

    public String messageKey() {
        return messageKey;
    }

    public Object[] arguments() {
        return arguments.clone();
    }
}
