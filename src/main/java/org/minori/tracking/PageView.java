package org.minori.tracking;

import java.time.Instant;
import java.util.Optional;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** One page that a visitor looked at. */
public record PageView(
        String visitor,
        String url,
        @Nullable String title,
        @Nullable String referrer,
        Instant at) {

    private static final Pattern VISITOR = Pattern.compile("[A-Za-z0-9_-]{8,64}");
    private static final int MOST_URL = 1_000;
    private static final int MOST_TITLE = 250;

    /** What a stranger's words say, cut to size; empty when they name no visitor or no page of the web. */
    public static Optional<PageView> of(
            @Nullable String visitor,
            @Nullable String url,
            @Nullable String title,
            @Nullable String referrer,
            Instant at) {
        var page = webAddress(url);
        if (!isVisitor(visitor) || visitor == null || page == null) {
            return Optional.empty();
        }
        return Optional.of(new PageView(visitor, page, Words.cutNullable(title, MOST_TITLE), webAddress(referrer), at));
    }

    /** Whether the text has the shape of the id that the tag gives a visitor. */
    public static boolean isVisitor(@Nullable String text) {
        return text != null && VISITOR.matcher(text).matches();
    }

    private static @Nullable String webAddress(@Nullable String text) {
        if (text == null || !Words.isWebAddress(Words.cut(text, MOST_URL))) {
            return null;
        }
        return Words.withoutFragment(Words.cut(text, MOST_URL));
    }
}
