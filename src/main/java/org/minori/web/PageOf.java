package org.minori.web;

import java.util.List;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** One page of a list and where the next one starts: {@code {items, next}} of the API; without {@code next} it is the last. */
public record PageOf<T>(List<T> items, @Nullable String next) {

    /** The most that one page holds, whatever is asked for. */
    public static final int MOST = 1_000;

    /** The limit to use for what was asked for; more than a page holds is taken as a whole page, less than one refused. */
    public static int limit(@Nullable Integer asked, int usual) {
        if (asked != null && asked < 1) {
            throw new InvalidInput("limit", "web.problem.limit", MOST);
        }
        return asked == null ? usual : Math.min(asked, MOST);
    }

    /** Makes a page of rows that were read one more than the limit, to know whether there are more. */
    public static <T> PageOf<T> of(List<T> rows, int limit, Function<T, String> cursor) {
        if (rows.size() <= limit) {
            return new PageOf<>(rows, null);
        }
        var items = rows.subList(0, limit);
        return new PageOf<>(List.copyOf(items), cursor.apply(items.get(limit - 1)));
    }

    public <R> PageOf<R> map(Function<T, R> change) {
        return new PageOf<>(items.stream().map(change).toList(), next);
    }
}
