package org.minori.web;

/** Somebody asked for what is not there: 404 for the API, a page that says so for people. Message keys are shown, not logged. */
public abstract class NotFound extends RuntimeException {

    private final String messageKey;
    private final transient Object[] arguments;

    /** The message comes from the message files, with what was asked for as its arguments. */
    protected NotFound(String messageKey, Object... arguments) {
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
