package org.minori.web;

import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** What a page tells people about a request that failed: what happened, and what was wrong where it is known. */
record Failure(int status, String titleKey, @Nullable String text, List<String> faults) {

    private static final Set<Integer> WITH_WORDS_OF_THEIR_OWN =
            Set.of(400, 401, 403, 404, 405, 409, 413, 422, 429, 503);

    Failure(int status) {
        this(status, null, List.of());
    }

    Failure(int status, @Nullable String text, List<String> faults) {
        this(status, "web.error." + known(status), text, faults);
    }

    private static int known(int status) {
        if (WITH_WORDS_OF_THEIR_OWN.contains(status)) {
            return status;
        }
        return status >= 400 && status < 500 ? 400 : 500;
    }
}
