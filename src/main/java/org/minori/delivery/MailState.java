package org.minori.delivery;

/** Where a mail is on its way. */
public enum MailState {
    QUEUED,
    CLAIMED,
    /** On its way to the server right now: whether it was taken is not known before the answer. */
    HANDED,
    SENT,
    DEFERRED,
    FAILED,
    SUPPRESSED,
    EXPIRED,
    UNKNOWN;

    /** Whether nothing more will happen by itself. */
    public boolean isFinal() {
        return this == SENT || this == FAILED || this == SUPPRESSED || this == EXPIRED || this == UNKNOWN;
    }
}
