package org.minori.scenarios.web;

import java.util.Arrays;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.minori.web.Texts;
import org.springframework.context.NoSuchMessageException;
import org.springframework.stereotype.Component;

/** Why a step failed, in plain words where one of ours refused: what it said then names a text and its arguments. */
@Component
class CauseWords {

    private static final Pattern REFUSED = Pattern.compile("messageKey=([a-z][\\w.]*), arguments=\\[([^\\]]*)]");

    private final Texts texts;

    CauseWords(Texts texts) {
        this.texts = texts;
    }

    /** Null where nothing plainer is known than what was said. */
    @Nullable
    String of(@Nullable String cause) {
        var refused = REFUSED.matcher(cause == null ? "" : cause);
        if (!refused.find()) {
            return null;
        }
        try {
            return texts.of(
                    refused.group(1),
                    Arrays.stream(refused.group(2).split(", ")).toArray());
        } catch (NoSuchMessageException unknown) {
            return null;
        }
    }
}
