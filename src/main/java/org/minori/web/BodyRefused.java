package org.minori.web;

import java.io.IOException;
import org.jspecify.annotations.Nullable;

/** A request's body is larger than allowed or holds what no text holds; thrown while it is being read. */
final class BodyRefused extends IOException {

    private final int status;
    private final String messageKey;

    private BodyRefused(int status, String messageKey) {
        super(messageKey);
        this.status = status;
        this.messageKey = messageKey;
    }

    static BodyRefused tooLarge() {
        return new BodyRefused(413, "web.problem.413");
    }

    static BodyRefused holdsNul() {
        return new BodyRefused(400, "web.problem.nul");
    }

    static @Nullable BodyRefused in(@Nullable Throwable failure) {
        for (var cause = failure; cause != null; cause = cause.getCause()) {
            if (cause instanceof BodyRefused refused) {
                return refused;
            }
        }
        return null;
    }

    int status() {
        return status;
    }

    String messageKey() {
        return messageKey;
    }
}
