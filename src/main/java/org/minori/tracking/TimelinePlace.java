package org.minori.tracking;

import java.time.Instant;
import java.util.Comparator;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.minori.web.InvalidInput;

/** Where a page of a timeline starts: after this touchpoint. */
record TimelinePlace(Instant occurredAt, long id) {

    private static final Pattern SHAPE = Pattern.compile("(\\d{1,15})-(-?\\d{1,19})");
    static final Comparator<TouchpointsRecorded.Recorded> NEWEST_FIRST = Comparator.comparing(
                    (TouchpointsRecorded.Recorded one) -> one.touchpoint().occurredAt())
            .thenComparing(one -> one.id().value())
            .reversed();
    private static final TimelinePlace START = new TimelinePlace(Instant.parse("9999-01-01T00:00:00Z"), Long.MAX_VALUE);

    /** Reads what {@link #cursor} wrote; nothing means the newest. */
    static TimelinePlace of(@Nullable String cursor) {
        if (cursor == null || cursor.isEmpty()) {
            return START;
        }
        var shape = SHAPE.matcher(cursor);
        try {
            if (shape.matches()) {
                var at = Instant.ofEpochMilli(Long.parseLong(shape.group(1)));
                if (at.isBefore(START.occurredAt())) {
                    return new TimelinePlace(at, Long.parseLong(shape.group(2)));
                }
            }
        } catch (NumberFormatException tooLarge) {
            // as wrong as any other text
        }
        throw new InvalidInput("after", "tracking.error.cursor");
    }

    static String cursor(TouchpointsRecorded.Recorded touchpoint) {
        return touchpoint.touchpoint().occurredAt().toEpochMilli() + "-"
                + touchpoint.id().value();
    }
}
