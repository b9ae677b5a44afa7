package org.minori.scenarios.operations;

/** What becomes of what fell due during a pause. */
public enum Late {
    /** Everybody waits on for as long as was left when the pause began; dates stay dates. */
    SHIFT,
    /** What is overdue happens now. */
    SEND,
    /**
     * As if there had been no pause, but mails that would be too late are not sent, and nobody starts who asked too long
     * ago.
     */
    EXPIRE
}
