package org.minori.administration;

/** A setting that Minori can't start with, and what to do about it. */
class SettingRefused extends RuntimeException {

    private final String remedy;

    SettingRefused(String message, String remedy) {
        super(message);
        this.remedy = remedy;
    }

    String remedy() {
        return remedy;
    }
}
