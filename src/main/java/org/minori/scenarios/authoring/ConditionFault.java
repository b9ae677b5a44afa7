package org.minori.scenarios.authoring;

/** A condition can't be read: what is wrong, from the message files, and at which sign. */
final class ConditionFault extends Exception {

    private static final long serialVersionUID = 1L;

    private final String key;
    private final int position;
    private final String found;

    ConditionFault(String key, int position, String found) {
        super(key);
        this.key = key;
        this.position = position;
        this.found = found;
    }

    String key() {
        return key;
    }

    int position() {
        return position;
    }

    String found() {
        return found;
    }
}
